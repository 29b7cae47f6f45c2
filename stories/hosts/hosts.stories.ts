import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, waitFor } from 'storybook/test';
import '../../src/define.js';
import type { PageSandbox } from '../../src/sandbox/browser/index.js';
import type { Transport } from '../../src/transport/transport.js';
import { button, newWorld, phone, textOf } from '../scenarios/stage.js';
import './hosts.css';

const meta: Meta = { title: 'Host pages', parameters: { layout: 'fullscreen' } };
export default meta;

const PATIENT = { timeout: 10_000 };
const FIRST = 'Hi! Where is my order?';

/** Mounts something of another framework into an element of its own. */
type Mount = (place: HTMLElement, transport: Transport) => Promise<void>;

/** Beside the customer's phone: what a framework makes of our elements. */
const mounted = (mount: Mount) => (): TemplateResult => {
  const world = newWorld(FIRST);
  const place = document.createElement('div');
  void mount(place, world.transportFor('agent1'));
  return html`<div class="stage hosts">${place} ${phone(world)}</div>`;
};

/** Accepts what the customer wrote, and reads it. */
const talks = async ({ canvasElement }: { readonly canvasElement: HTMLElement }): Promise<void> => {
  await waitFor(() => expect(button(canvasElement, 'Accept')).toBeDefined(), PATIENT);
  button(canvasElement, 'Accept')?.click();
  await waitFor(() => expect(textOf(canvasElement)).toContain(FIRST), PATIENT);
};

/** The same, and the framework has heard of it. */
const talksAndTells = async (context: { readonly canvasElement: HTMLElement }): Promise<void> => {
  await talks(context);
  await waitFor(() => expect(textOf(context.canvasElement)).toMatch(/heard:\s*Chatting/), PATIENT);
};

const reactHost: Mount = async (place, transport) => {
  const [{ createElement }, { createRoot }, { ReactDesk }] = await Promise.all([
    import('react'),
    import('react-dom/client'),
    import('./react-desk.js'),
  ]);
  createRoot(place).render(createElement(ReactDesk, { transport }));
};

const vueHost: Mount = async (place, transport) => {
  const [{ createApp }, { VueDesk }] = await Promise.all([import('vue'), import('./vue-desk.js')]);
  createApp(VueDesk, { transport }).mount(place);
};

const angularHost: Mount = async (place, transport) => {
  // First: the component is compiled as it loads.
  const { AngularDesk } = await import('./angular-desk.js');
  const [{ createComponent, provideZonelessChangeDetection }, { createApplication }] = await Promise.all([
    import('@angular/core'),
    import('@angular/platform-browser'),
  ]);
  const app = await createApplication({ providers: [provideZonelessChangeDetection()] });
  const desk = createComponent(AngularDesk, { environmentInjector: app.injector, hostElement: place });
  desk.setInput('transport', transport);
  app.attachView(desk.hostView);
};

/** React 19: properties, events and types without a wrapper. */
export const React: StoryObj = { render: mounted(reactHost), play: talksAndTells };

/** Vue 3: custom elements as any other tag. */
export const Vue: StoryObj = { render: mounted(vueHost), play: talksAndTells };

/** Angular: bindings in brackets and parentheses. Compiled in the page here, which a strict policy forbids; a built application is not. */
export const Angular: StoryObj = {
  parameters: { compilesInPage: true },
  render: mounted(angularHost),
  play: talksAndTells,
};

/** A page of plain HTML: markup, and one line of script for the sandbox instead of a `base-url`. */
export const PlainHtml: StoryObj = {
  render: mounted((place, transport) => {
    const card = document.createElement('section');
    card.className = 'card';
    const workspace = document.createElement('gws-workspace');
    workspace.transport = transport;
    for (const tag of ['connection-status', 'session-list', 'sms-session'] as const) {
      workspace.append(document.createElement(tag));
    }
    card.append(workspace);
    place.append(card);
    return Promise.resolve();
  }),
  play: talks,
};

/** Panels apart: each says with `for` whose it is, wherever the page has room for it. */
const apart = (world: PageSandbox, direction: 'ltr' | 'rtl'): TemplateResult => html`
  <div class="crm" dir=${direction}>
    <header>
      <gws-workspace id="workspace-${direction}" .transport=${world.transportFor('agent1')}></gws-workspace>
      <strong>Ada Lovelace · order 4417</strong>
      <connection-status for="workspace-${direction}"></connection-status>
    </header>
    <nav aria-label="Sessions">
      <session-list for="workspace-${direction}" density="compact"></session-list>
    </nav>
    <article>
      <participant-list for="workspace-${direction}"></participant-list>
      <message-log for="workspace-${direction}"></message-log>
      <message-composer for="workspace-${direction}"></message-composer>
      <session-actions for="workspace-${direction}"></session-actions>
    </article>
  </div>
`;

/** A CRM page that puts every panel where it has room. */
export const PanelsApart: StoryObj = { render: () => apart(newWorld(FIRST), 'ltr'), play: talks };

/** The same from right to left: the page says `dir`, and that is all. */
export const RightToLeft: StoryObj = { render: () => apart(newWorld('שלום, איפה ההזמנה שלי?'), 'rtl') };

/** Inside the shadow root of a component that knows nothing of us. */
export const ForeignShadowRoot: StoryObj = {
  render: () => {
    const world = newWorld(FIRST);
    const place = document.createElement('div');
    const workspace = document.createElement('gws-workspace');
    workspace.transport = world.transportFor('agent1');
    workspace.append(document.createElement('session-list'), document.createElement('sms-session'));
    place.attachShadow({ mode: 'open' }).append(workspace);
    return html`<div class="stage hosts">${place} ${phone(world)}</div>`;
  },
  play: talks,
};
