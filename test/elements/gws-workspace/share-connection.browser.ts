import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { GwsWorkspaceElement } from '../../../src/elements/gws-workspace/gws-workspace.js';
import '../../../src/elements/gws-workspace/gws-workspace.js';
import { ScriptedTransport } from '../../support/scripted-transport.js';

describe('<gws-workspace> in one of many tabs', () => {
  const GWS = 'https://tabs.example/api/v2';
  const fetch = window.fetch.bind(window);
  let handshakes = 0;
  const json = (body: object): Response =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  beforeEach(() => {
    handshakes = 0;
    window.fetch = (input) => {
      const { href } = new URL(input as string);
      if (href === `${GWS}/me`) return Promise.resolve(json({ statusCode: 0, user: { id: 'ann' } }));
      handshakes += href.endsWith('/handshake') ? 1 : 0;
      return new Promise(() => undefined);
    };
  });
  afterEach(() => (window.fetch = fetch));

  /** How many of our locks are held, and how many are waited for. */
  const locks = async (): Promise<string> => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const ours = (all: LockInfo[]): number =>
      all.filter(({ name }) => name?.startsWith('sms-session-elements/')).length;
    return `${ours(held)} ${ours(pending)}`;
  };
  const patient = (isSo: () => boolean | Promise<boolean>, what: string): Promise<void> =>
    waitUntil(isSo, what, { timeout: 5000 });
  const settle = (wanted: string): Promise<void> => patient(async () => (await locks()) === wanted, `locks ${wanted}`);
  const shook = (count: number): Promise<void> => patient(() => handshakes === count, `${count} handshakes`);
  const workspace = (share: boolean): Promise<GwsWorkspaceElement> =>
    fixture(html`<gws-workspace base-url=${GWS} grace="0" ?share-connection=${share}></gws-workspace>`);

  it('has a line of its own, unless it is to share one', async () => {
    await workspace(false);
    await workspace(false);
    await shook(2);
    expect(await locks()).to.equal('0 0');
  });

  it('shares one where that is wanted, and leaves it when it goes', async () => {
    const first = await workspace(true);
    await settle('1 0');
    await shook(1);
    const second = await workspace(true);
    await settle('1 1');
    expect(handshakes).to.equal(1);
    first.remove();
    await settle('1 0');
    await shook(2);
    second.shareConnection = false;
    await settle('0 0');
    await shook(3);
  });

  it('takes a line that it is given as it is', async () => {
    const transport = new ScriptedTransport();
    await fixture(html`<gws-workspace share-connection .transport=${transport}></gws-workspace>`);
    expect(transport.connects).to.equal(1);
    await settle('0 0');
  });
});
