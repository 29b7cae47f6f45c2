import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import '../../src/define.js';
import { auditTrailOf } from '../../src/session/audit-trail.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';
import { act, afternoon } from '../../test/support/supervision.js';

const show = (prepare: (workspace: FakeWorkspace) => void): NonNullable<StoryObj['render']> => {
  const workspace = new FakeWorkspace();
  auditTrailOf(workspace);
  prepare(workspace);
  return () => html`<supervision-log .workspace=${workspace}></supervision-log>`;
};

const meta: Meta = { title: 'Elements/supervision-log', component: 'supervision-log' };
export default meta;

/** An afternoon: what was confirmed, refused, held back by the page, and what nobody knows. Download it as a table or as JSON lines. */
export const Default: StoryObj = {
  render: show(afternoon),
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('supervision-log');
    await waitFor(() => expect(element?.shadowRoot?.textContent).toContain('Confirmed: Barge in'));
  },
};

/** Nothing happened yet. */
export const Empty: StoryObj = { render: show(() => undefined) };

/** More than one remembers. */
export const Many: StoryObj = {
  render: show((workspace) => {
    for (let at = 0; at < 510; at++) act(workspace, 'Monitor', { userId: `agent ${at}` }, { phase: 'confirmed' });
  }),
};
