import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent, waitFor } from 'storybook/test';
import '../../src/define.js';
import type { OtherKeys, UserDataField } from '../../src/elements/user-data/user-data-field.js';
import type { UserDataValue } from '../../src/protocol/session.js';
import { byRole } from '../../test/support/by-role.js';
import type { FakeSession } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

interface Args {
  data: Readonly<Record<string, UserDataValue>>;
  fields: readonly UserDataField[];
  others: OtherKeys;
  readOnly: boolean;
}

const ORDER = { PhoneNumber: '+15550100', Subject: 'Where is my order?', OrderId: 4417, 'PegAG?:2>1': 'Billing' };
const sessionOf = (data: Args['data']): FakeSession =>
  new FakeWorkspace().add('s1', { userData: new Map(Object.entries(data)) });

const meta: Meta<Args> = {
  title: 'Elements/user-data',
  component: 'user-data',
  args: { data: ORDER, fields: [], others: 'edit', readOnly: false },
  argTypes: { others: { control: 'select', options: ['edit', 'read', 'hide'] } },
  render: ({ data, fields, others, readOnly }) =>
    html`<user-data
      .fields=${fields}
      .others=${others}
      ?read-only=${readOnly}
      .controller=${sessionOf(data)}
    ></user-data>`,
};
export default meta;

/** What is attached, in the server's order. */
export const Default: StoryObj<Args> = {};

/** The host names keys: labels, which are read-only or hidden; one has no value yet. Other keys are read only. */
export const NamedFields: StoryObj<Args> = {
  args: {
    fields: [
      { key: 'PhoneNumber', label: 'Phone', readOnly: true },
      { key: 'PegAG?:2>1', hidden: true },
      { key: 'Category' },
    ],
    others: 'read',
  },
};

/** One update was refused, of another nobody knows, one key is being attached, one deleted. */
export const Attempts: StoryObj<Args> = {
  render: ({ data }) => {
    const session = sessionOf(data);
    session.perform('UpdateUserData', { userData: { Subject: 'Refund for order 4417' } });
    session.settle('failed', 'permission-denied');
    session.perform('UpdateUserData', { userData: { OrderId: 4418 } });
    session.settle('unknown');
    session.perform('AttachUserData', { userData: { Mood: 'angry' } });
    session.perform('DeleteUserData', { keys: ['PegAG?:2>1'] });
    return html`<user-data .controller=${session}></user-data>`;
  },
};

/** Long names, long values, other scripts, and texts that would like to be markup. */
export const Hostile: StoryObj<Args> = {
  args: {
    data: {
      عنوان: 'شارع الملك فيصل ١٤',
      ['k'.repeat(120)]: 'x'.repeat(200),
      Remark: 'A very long remark that somebody wrote about this customer. '.repeat(12),
      '<b onclick=alert(1)>': '<img src=x onerror=alert(1)>',
      Note: '',
    },
  },
};

/** Nothing is attached. */
export const Empty: StoryObj<Args> = { args: { data: {} } };

/** After the end it is read only. */
export const Ended: StoryObj<Args> = {
  render: ({ data }) => {
    const session = sessionOf(data);
    session.update({ status: 'Completed' });
    return html`<user-data .controller=${session}></user-data>`;
  },
};

/** A value is being edited. */
export const Editing: StoryObj<Args> = {
  play: async ({ canvasElement }) => {
    const patient = { timeout: 10_000 };
    await userEvent.click(await waitFor(() => byRole(canvasElement, 'button', /Edit .*Subject/), patient));
    await waitFor(() => byRole(canvasElement, 'textbox', 'Subject'), patient);
  },
};
