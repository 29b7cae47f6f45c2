import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/define.js';
import type { Participant } from '../../src/protocol/participant.js';
import { CHATTING, consulted, customer, self } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

const monitor: Participant = {
  ...consulted,
  participantId: 'p9',
  userId: 'u9',
  nickname: 'Sofia Haddad',
  visibility: 'Supervisors',
};

function show(participants: readonly Participant[], mayRemove = false): NonNullable<StoryObj['render']> {
  const session = new FakeWorkspace().add('s1', {
    participants,
    capabilities: mayRemove ? [...CHATTING, 'RemoveParticipantFromConference'] : CHATTING,
  });
  return () => html`<participant-list .controller=${session}></participant-list>`;
}

const meta: Meta = { title: 'Elements/participant-list', component: 'participant-list' };
export default meta;

/** An agent, the customer and a consultant whom the customer does not see. */
export const Default: StoryObj = { render: show([self, customer, consulted], true) };

/** As a supervisor sees it: a colleague monitors silently. */
export const Supervised: StoryObj = { render: show([self, customer, monitor]) };

/** Names that are too long, written from right to left, or claim to be somebody else. */
export const Names: StoryObj = {
  render: show([
    self,
    { ...customer, nickname: 'محمد عبد الله' },
    { ...consulted, nickname: 'Customer' },
    { ...consulted, participantId: 'p7', nickname: 'Wilhelmina Featherstonehaugh-Cholmondeley of the night shift' },
  ]),
};

/** Before anybody joined. */
export const Empty: StoryObj = { render: show([]) };
