import { BAIT, TRAP } from './payloads.js';

/** What a page did that no text may make it do. */
export interface Sprung {
  readonly calls: readonly string[];
  readonly requests: readonly string[];
}

const own = globalThis as unknown as Record<string, unknown>;

/** Listens for code that runs, dialogs, windows and requests; `disarm` gives the page back. */
export function armTraps(): { sprung(): Promise<Sprung>; disarm(): void } {
  const calls: string[] = [];
  const requests: string[] = [];
  const names = [TRAP, 'alert', 'confirm', 'prompt', 'print', 'open'];
  const before = names.map((name) => [name, own[name]] as const);
  for (const name of names) own[name] = () => void calls.push(name);
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (name.includes(BAIT)) requests.push(name);
  });
  observer.observe({ type: 'resource' });
  const blocked = (event: Event): void => {
    const { target } = event;
    // An element that failed to load something did ask for it.
    if (target instanceof Element) requests.push(target.outerHTML);
  };
  addEventListener('error', blocked, true);
  return {
    /** Once the page had time for tasks, frames and answers of the network. */
    sprung: async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        await new Promise(requestAnimationFrame);
        await new Promise((resolve) => {
          setTimeout(resolve, 0);
        });
      }
      return { calls, requests };
    },
    disarm: () => {
      observer.disconnect();
      removeEventListener('error', blocked, true);
      for (const [name, value] of before) own[name] = value;
    },
  };
}

/** Every element below a node, in shadow roots too. */
export function* elementsIn(root: Element | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot !== null) yield* elementsIn(element.shadowRoot);
  }
}

/** What an element is, as far as our templates decide it: its tag and which attributes it has. */
export const shapeOf = (element: Element): string =>
  `<${element.localName} ${element.getAttributeNames().sort().join(' ')}>`;
