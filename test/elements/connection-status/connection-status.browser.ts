import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/elements/connection-status/connection-status.js';
import type { ConnectionStatusElement } from '../../../src/elements/connection-status/connection-status.js';
import type { ConnectionPhase } from '../../../src/session/contract.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole } from '../../support/by-role.js';
import { GwsError } from '../../../src/protocol/gws-error.js';
import { de } from '../../../src/elements/foundation/localization/de.js';
import { registerTranslation } from '../../../src/elements/foundation/localization/localize.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const WORDS: Readonly<Record<ConnectionPhase, string>> = {
  idle: 'Not connected',
  connecting: 'Connecting',
  live: 'Live',
  'catching-up': 'Catching up',
  stale: 'No news',
  offline: 'Offline',
  'auth-required': 'Sign-in needed',
  stopped: 'Stopped',
};
const RETRYABLE: readonly string[] = ['stale', 'offline', 'auth-required', 'stopped'];

async function show(workspace: FakeWorkspace): Promise<ConnectionStatusElement> {
  return fixture(html`<connection-status lang="en" .workspace=${workspace}></connection-status>`);
}
const text = (element: Element): string => element.shadowRoot?.textContent.replace(/\s+/g, ' ').trim() ?? '';

describe('<connection-status>', () => {
  before(() => registerTranslation(de));

  for (const [phase, word] of Object.entries(WORDS) as [ConnectionPhase, string][]) {
    it(`says “${word}” while ${phase}, accessibly, and offers a retry only where it helps`, async () => {
      const element = await show(new FakeWorkspace().connection(phase));
      expect(byRole(element, 'status').textContent).to.equal(word);
      expect(allByRole(element, 'button', 'Retry now')).to.have.length(RETRYABLE.includes(phase) ? 1 : 0);
      await expectAccessible(element);
    });
  }

  it('says that cookies are probably blocked when every sign-in is forgotten at once, in each language', async () => {
    const hint = async (lang: string, serverMessage: string): Promise<string> => {
      const workspace = new FakeWorkspace();
      const element = await show(workspace);
      element.lang = lang;
      workspace.connection('auth-required', { error: new GwsError('auth-required', { serverMessage }) });
      await element.updateComplete;
      return text(element);
    };
    expect(await hint('en', '402::session_unknown')).to.contain('probably blocks its cookies');
    expect(await hint('de', '402::session_unknown')).to.contain('Vermutlich blockiert der Browser seine Cookies');
    expect(await hint('en', '403::handshake_denied')).to.contain('Sign in again');
  });

  it('tries again when asked', async () => {
    const workspace = new FakeWorkspace().connection('offline');
    byRole(await show(workspace), 'button', 'Retry now').click();
    expect(workspace.calls).to.deep.equal(['retry']);
  });

  it('says since when it has no news, and counts down to the next attempt without saying so aloud', async () => {
    const asOf = new Date(2026, 0, 2, 9, 41).getTime();
    const workspace = new FakeWorkspace().connection('offline', { asOf, retryAt: Date.now() + 2000 });
    const element = await show(workspace);
    expect(text(element))
      .to.match(/as of 09:41/)
      .and.to.match(/next attempt in 2 s/);
    const { textContent: said } = byRole(element, 'status');
    await waitUntil(() => !text(element).includes('next attempt'), 'counts down', { timeout: 4000 });
    expect(byRole(element, 'status').textContent).to.equal(said);
  });

  it('does not say passing phases aloud', async () => {
    const workspace = new FakeWorkspace().connection('catching-up');
    const element = await show(workspace);
    expect(byRole(element, 'status').getAttribute('aria-live')).to.equal('off');
    workspace.connection('live');
    await element.updateComplete;
    expect(byRole(element, 'status').getAttribute('aria-live')).to.equal('polite');
  });

  it('makes room for the host’s own sign-in only while one is needed', async () => {
    const workspace = new FakeWorkspace().connection('auth-required');
    const element = await fixture<ConnectionStatusElement>(
      html`<connection-status .workspace=${workspace}><a slot="sign-in" href="#">Sign in</a></connection-status>`,
    );
    expect(allByRole(element, 'link', 'Sign in')).to.have.length(1);
    workspace.connection('live');
    await element.updateComplete;
    expect(allByRole(element, 'link', 'Sign in')).to.have.length(0);
  });

  it('keeps working when it is moved, and stops watching when it is gone', async () => {
    const workspace = new FakeWorkspace().connection('offline', { retryAt: Date.now() + 60_000 });
    const element = await show(workspace);
    const other = await fixture(html`<div></div>`);
    other.append(element);
    workspace.connection('live');
    await element.updateComplete;
    expect(byRole(element, 'status').textContent).to.equal('Live');
    element.remove();
    workspace.connection('stopped');
    await element.updateComplete;
    document.body.append(element);
    await element.updateComplete;
    expect(byRole(element, 'status').textContent).to.equal('Stopped');
    element.remove();
  });
});
