import type { Page } from 'playwright-core';
import type { Desk, House } from './house.js';

/** Strings that occur nowhere else, and have to stay where they are said. */
export interface Canaries {
  readonly phone: string;
  readonly customer: string;
  readonly agent: string;
  readonly dataKey: string;
  readonly dataValue: string;
  readonly whisper: string;
  readonly refused: string;
}

/** What pages reach their workspace by. */
type WorkspaceElement = HTMLElement & {
  authorization: string;
  workspace: {
    state: { sessionIds: readonly string[] };
    retry(): void;
    session(id: string | undefined): {
      perform(operation: string, params: unknown): { finished: Promise<{ phase: string }> };
    };
  };
};

/** Signs in as hosts do: by a property, once somebody has to. */
export async function signIn(page: Page, credential: string): Promise<void> {
  await page.getByText('Sign-in needed').waitFor();
  await page.evaluate((basic) => {
    const element = document.querySelector('gws-workspace') as WorkspaceElement;
    element.authorization = `Basic ${basic}`;
    element.workspace.retry();
  }, credential);
  await page.getByText('Live', { exact: true }).waitFor();
}

/** Keeps every CSRF token that the page sends from now on. */
export function keepTokens(page: Page, tokens: Set<string>): void {
  page.on('request', (request) => {
    const token = request.headers()['x-csrf-token'];
    if (token !== undefined) tokens.add(token);
  });
}

/** A whole talk in which each canary is said: by the customer, the agent, in attached data, to a colleague alone, and in a text that is refused. */
export async function canaryTalk(house: House, page: Page, desk: Desk, said: Canaries): Promise<void> {
  await house.phone(said.phone).text(said.customer, 'agent1');
  await desk.accepts();
  await desk.reads(said.customer);
  await desk.says(said.agent);
  await page.evaluate(async ({ dataKey, dataValue }) => {
    const { workspace } = document.querySelector('gws-workspace') as WorkspaceElement;
    const session = workspace.session(workspace.state.sessionIds[0]);
    const { phase } = await session.perform('AttachUserData', { userData: { [dataKey]: dataValue } }).finished;
    if (phase !== 'confirmed') throw new Error(phase);
  }, said);
  const colleague = await house.desk('agent2');
  await desk.asks('Consult', 'agent2');
  await colleague.accepts();
  await colleague.says(said.whisper);
  await desk.reads(said.whisper);
  // A failure on the way, which may be tempted to explain itself.
  await house.fault({ kind: 'refuse', user: 'agent1', operation: 'SendMessage' });
  await desk.composer.fill(said.refused);
  await desk.press('Send');
  await desk.sees(page.getByText('Not sent').first());
  await house.fault({ kind: 'none' });
}
