import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/define.js';
import type { DispositionCode } from '../../src/elements/disposition-picker/disposition-code.js';
import type { FakeSession } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

interface Args {
  codes: readonly DispositionCode[];
  required: boolean;
}

const CODES: readonly DispositionCode[] = [
  { code: 'resolved', label: 'Resolved', group: 'Done' },
  { code: 'refund', label: 'Refund promised', group: 'Done' },
  { code: 'callback', label: 'Call back later', group: 'Open' },
  { code: 'depot', label: 'Escalated to the depot that lost the parcel somewhere on its way', group: 'Open' },
];

const show = ({ codes, required }: Args, prepare: (session: FakeSession) => unknown = () => undefined) => {
  const session = new FakeWorkspace().add('s1');
  prepare(session);
  return html`<session-actions .controller=${session}></session-actions>
    <disposition-picker .codes=${codes} ?required=${required} .controller=${session}></disposition-picker>`;
};

const meta: Meta<Args> = {
  title: 'Elements/disposition-picker',
  component: 'disposition-picker',
  args: { codes: CODES, required: false },
  render: (args) => show(args),
};
export default meta;

/** None is set yet. */
export const Default: StoryObj<Args> = {};

/** The server confirmed one. */
export const Set: StoryObj<Args> = {
  render: (args) => show(args, (session) => session.update({ userData: new Map([['DispositionCode', 'refund']]) })),
};

/** One is being set. */
export const UnderWay: StoryObj<Args> = {
  render: (args) => show(args, (session) => session.perform('SetDisposition', { disposition: 'callback' })),
};

/** The server refused it. */
export const Refused: StoryObj<Args> = {
  render: (args) =>
    show(args, (session) => {
      session.perform('SetDisposition', { disposition: 'callback' });
      session.settle('failed', 'operation-failed');
    }),
};

/** The session is over. */
export const Ended: StoryObj<Args> = {
  render: (args) =>
    show(args, (session) =>
      session.update({ status: 'Completed', userData: new Map([['DispositionCode', 'resolved']]) }),
    ),
};
