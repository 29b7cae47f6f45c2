import { html, type TemplateResult } from 'lit';
import './stage.css';
import { createSandbox, type PageSandbox, type PhoneView } from '../../src/sandbox/browser/index.js';

/** The customer's number in every scenario. */
export const NUMBER = '+15550100';

/** One world per story, so that stories do not disturb each other. */
export function newWorld(firstText: string): PageSandbox {
  const sandbox = createSandbox({ seed: 1 });
  sandbox.text(NUMBER, firstText, 'agent1');
  return sandbox;
}

/** A user's desk, alive on the sandbox inside the page. */
export const desk = (sandbox: PageSandbox, userName: string, title: string): TemplateResult => html`
  <section class="desk" aria-label=${title}>
    <h2>${title}</h2>
    <gws-workspace id=${userName} density="compact" .transport=${sandbox.transportFor(userName)}>
      <connection-status></connection-status>
      ${userName.startsWith('supervisor') ? html`<monitored-agents refresh="1"></monitored-agents>` : ''}
      <session-list></session-list>
      <sms-session></sms-session>
    </gws-workspace>
  </section>
`;

/** What the customer's phone shows; it shows what happens, and texts back. */
export function phone(sandbox: PageSandbox): HTMLElement {
  const element = document.createElement('section');
  element.className = 'phone';
  element.setAttribute('aria-label', 'Customer’s phone');
  const list = document.createElement('ol');
  list.setAttribute('aria-label', 'Phone messages');
  const form = document.createElement('form');
  const input = document.createElement('input');
  input.setAttribute('aria-label', 'Text message');
  const button = document.createElement('button');
  button.textContent = 'Text';
  form.append(input, button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim() !== '') sandbox.text(NUMBER, input.value);
    input.value = '';
  });
  const show = (): void => {
    const { messages }: PhoneView = sandbox.phone(NUMBER);
    list.replaceChildren(
      ...messages.map(({ direction, text }) => {
        const item = document.createElement('li');
        item.className = direction;
        item.textContent = text;
        return item;
      }),
    );
  };
  sandbox.onChange(show);
  show();
  element.append(list, form);
  return element;
}

/** The page around the desks: a host's own sheet, not ours. */
export const page = (...parts: readonly unknown[]): TemplateResult => html` <div class="stage">${parts}</div> `;

/** Finds in open shadow roots what a person finds by its role and name. */
export function button(root: ParentNode, name: string): HTMLButtonElement | undefined {
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof HTMLButtonElement && element.textContent.trim() === name && !element.disabled)
      return element;
    const inner = element.shadowRoot === null ? undefined : button(element.shadowRoot, name);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** All the text that a person can read there, through open shadow roots. */
export function textOf(root: ParentNode): string {
  let text = '';
  for (const node of root.childNodes) {
    if (node instanceof Text) text += node.data;
    else if (node instanceof Element && node.localName !== 'style')
      text += (node.shadowRoot === null ? '' : textOf(node.shadowRoot)) + textOf(node);
  }
  return text;
}
