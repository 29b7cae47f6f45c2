import { expect, fixture, html } from '@open-wc/testing';
import type { SupervisionLogElement } from '../../../src/elements/supervision-log/supervision-log.js';
import '../../../src/elements/supervision-log/supervision-log.js';
import { auditTrailOf } from '../../../src/session/audit-trail.js';
import { allByRole } from '../../support/by-role.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';
import { saved } from '../../support/saved.js';
import { act, afternoon } from '../../support/supervision.js';

const show = (workspace: FakeWorkspace): Promise<SupervisionLogElement> =>
  fixture<SupervisionLogElement>(html`<supervision-log lang="en" .workspace=${workspace}></supervision-log>`);

/** What each row says, without its time. */
const rows = (element: Element): readonly string[] =>
  allByRole(element, 'listitem').map((row) =>
    [...row.querySelectorAll('span:not(:has(span))')]
      .map(({ textContent }) => textContent.replace(/[\s\u2068\u2069]+/g, ' ').trim())
      .join(' '),
  );

describe('<supervision-log>', () => {
  it('says what it is for while nothing happened, and offers no file', async () => {
    const element = await show(new FakeWorkspace());
    expect(element.shadowRoot!.textContent).to.contain('What you do as a supervisor is listed here');
    expect(allByRole(element, 'button').length).to.equal(0);
    await expect(element).to.be.accessible();
  });

  it('tells what was done, about whom, how it ended and in which mode, latest first', async () => {
    const workspace = new FakeWorkspace();
    const element = await show(workspace);
    afternoon(workspace);
    await Promise.resolve();
    await element.updateComplete;
    expect(rows(element)).to.deep.equal([
      'Intrude as Monitor agent2-user-id Session 0000Na9B26EF0077 Asked',
      'Intrude as armed agent2-user-id Session 0000Na9B26EF0077 You may not use Intrude here. Ask your supervisor. Not done',
      'Cancel monitoring agent2-user-id Held back',
      'Leave agent2 Session 0000Na9B26EF006E Leave may have happened, in whole or in part. Look at the session before you try again. Uncertain',
      'Switch to Barge in agent2 Session 0000Na9B26EF006E Confirmed: Barge in',
      'Switch to Monitor agent2 Session 0000Na9B26EF006E Monitor was refused by the contact centre. Nothing has changed; you can try again. Not done',
      'Accept agent2 Session 0000Na9B26EF006E Confirmed: Coach',
      'Offered by armed monitoring Session 0000Na9B26EF006E Confirmed: Coach',
      'Arm Coach for the next session agent2-user-id Confirmed: Coach',
    ]);
    await expect(element).to.be.accessible();
  });

  it('saves everything as a table that no spreadsheet takes for formulas, or as JSON lines', async () => {
    const workspace = new FakeWorkspace();
    const element = await show(workspace);
    act(workspace, 'Monitor', { userId: '=1+1' }, { phase: 'confirmed' });
    await element.updateComplete;
    const table = await saved(element, 'Table (CSV)');
    expect(table.name).to.match(/^supervision-log-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.csv$/);
    expect(table.text).to.match(/^\uFEFF"asked",/);
    expect(table.text).to.contain(`"Monitor"`).and.to.contain(`"'=1+1"`);
    const lines = await saved(element, 'Lines (JSON)');
    expect(lines.name).to.match(/\.ndjson$/);
    expect(JSON.parse(lines.text)).to.include({ act: 'Monitor', outcome: 'confirmed' });
  });

  it('shows the latest of many acts, and says where the others are', async () => {
    const workspace = new FakeWorkspace();
    const element = await show(workspace);
    for (let at = 0; at < 502; at++) act(workspace, 'Monitor', { userId: `u${at}` }, { phase: 'confirmed' });
    await element.updateComplete;
    expect(rows(element).length).to.equal(100);
    expect(rows(element)[0]).to.contain('u501');
    expect(element.shadowRoot!.textContent)
      .to.contain('400 earlier acts are in the file.')
      .and.to.contain('2 earlier acts are no longer remembered.');
  });

  it('goes on with what the page recorded before it came', async () => {
    const workspace = new FakeWorkspace();
    auditTrailOf(workspace);
    act(workspace, 'Intrude', { userId: 'u1', sessionId: 's1', supervisorMode: 'Coach' });
    const element = await show(workspace);
    expect(rows(element)[0]).to.contain('Intrude as Coach');
    element.workspace = new FakeWorkspace();
    await element.updateComplete;
    expect(rows(element)).to.deep.equal([]);
  });
});
