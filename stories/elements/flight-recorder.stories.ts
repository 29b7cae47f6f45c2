import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, waitFor } from 'storybook/test';
import '../../src/define.js';
import '../../src/elements/flight-recorder/flight-recorder.js';
import { createFlightRecorder, type FlightRecorderOptions } from '../../src/recorder/index.js';
import { button, newWorld, textOf } from '../scenarios/stage.js';

const meta: Meta = { title: 'Elements/flight-recorder', component: 'flight-recorder' };
export default meta;

/** A desk on the sandbox inside the page, recorded from the beginning. */
const recorded =
  (options: FlightRecorderOptions = {}): (() => TemplateResult) =>
  () => {
    const recorder = createFlightRecorder(options);
    return html`<gws-workspace
      .transport=${newWorld('Where is my order?').transportFor('agent1')}
      .recorder=${recorder}
    >
      <flight-recorder></flight-recorder>
      <session-list></session-list>
    </gws-workspace>`;
  };

/** The usual: structure alone. Press Stop, then Download, and read the file: no word of the customer’s is in it. */
export const Default: StoryObj = {
  render: recorded(),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(textOf(canvasElement)).toContain('Structure only'));
    await waitFor(() => expect(textOf(canvasElement)).toMatch(/\d\d entries/), { timeout: 5000 });
  },
};

/** The host opted in to full content: said in words, by colour and by a border. */
export const FullContent: StoryObj = {
  render: recorded({ content: 'full' }),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(textOf(canvasElement)).toContain('Full content.'));
  },
};

/** Stopped: what was recorded can still be saved. */
export const Stopped: StoryObj = {
  render: recorded(),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(textOf(canvasElement)).toMatch(/\d\d entries/), { timeout: 5000 });
    button(canvasElement, 'Stop')?.click();
    await waitFor(() => expect(button(canvasElement, 'Discard and record anew')).toBeDefined());
  },
};

/** A small ring: the oldest entries went. */
export const Dropped: StoryObj = {
  render: recorded({ maxEntries: 8 }),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(textOf(canvasElement)).toContain('older entr'), { timeout: 5000 });
  },
};

/** Waits for a file. */
export const Openable: StoryObj = { render: () => html`<flight-recorder openable></flight-recorder>` };

/** A file that is no recording. */
export const NotARecording: StoryObj = {
  render: () => html`<flight-recorder openable .recording=${'Dear diary'}></flight-recorder>`,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(textOf(canvasElement)).toContain('This is no flight recording.'));
  },
};
