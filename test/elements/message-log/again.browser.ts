import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { MessageLogElement } from '../../../src/elements/message-log/message-log.js';
import '../../../src/elements/message-log/message-log.js';
import type { OperationName } from '../../../src/protocol/operation-name.js';
import { allByRole, byRole } from '../../support/by-role.js';
import { CHATTING, consulted, customer, type FakeSession, self, THEN } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const SPOKEN = ['SendUrl', 'SendToAgents', 'SendCustomNotice', 'SendCustomNoticeToAgents', 'SendNicknameUpdatedNotice'];

let session: FakeSession;
let element: MessageLogElement;

const text = (): string => element.renderRoot.textContent.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
const ask = (operation: OperationName, params: object): void => {
  session.perform(operation, params);
};

describe('<message-log> and what is not a message', () => {
  beforeEach(async () => {
    session = new FakeWorkspace().add('s1', {
      capabilities: [...CHATTING, ...SPOKEN],
      participants: [self, customer, consulted],
    });
    element = await fixture(html`<message-log lang="en" .controller=${session}></message-log>`);
    await nextFrame();
  });

  for (const [operation, params] of [
    ['SendUrl', { url: 'https://shop.example/4417' }],
    ['SendCustomNotice', { noticeText: '{"screen":"order"}' }],
    ['SendCustomNoticeToAgents', { noticeText: '{"screen":"order"}' }],
    ['SendNicknameUpdatedNotice', { noticeText: 'Ana from Returns' }],
    ['SendToAgents', { text: 'Only for you' }],
  ] as const) {
    it(`sends a refused ${operation} again as what it was`, async () => {
      ask(operation, params);
      session.settle('failed', 'server-error');
      await waitUntil(() => allByRole(element, 'button', 'Send again').length === 1);
      byRole(element, 'button', 'Send again').click();
      expect(session.performed.map((each) => [each.operation, each.params])).to.deep.equal([
        [operation, params],
        [operation, params],
      ]);
    });
  }

  it('shows notices and a new name that came, and who may read them', async () => {
    const entry = { from: consulted, time: THEN };
    session.receive(
      { ...entry, index: 1, type: 'CustomNotice', visibility: 'All', noticeText: 'The order form is open' },
      { ...entry, index: 2, type: 'CustomNotice', visibility: 'Agents', noticeText: 'Caller is verified' },
      { ...entry, index: 3, type: 'NicknameUpdated', visibility: 'All', noticeText: 'Ana from Returns' },
    );
    await waitUntil(() => text().includes('New name: Ana from Returns'));
    expect(text()).to.contain('The order form is open').and.contain('Caller is verified · Agents only');
  });
});
