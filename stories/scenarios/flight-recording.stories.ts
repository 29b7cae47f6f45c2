import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { expect, waitFor } from 'storybook/test';
import '../../src/define.js';
import '../../src/elements/flight-recorder/flight-recorder.js';
import type { RecordedContent } from '../../src/recorder/index.js';
import { recordedTalk, TALK } from '../../test/support/recorded-talk.js';
import { button, page, textOf } from './stage.js';

const meta: Meta = { title: 'Scenarios/Flight recording', parameters: { layout: 'fullscreen' } };
export default meta;

/** A page that looks into recordings: any file, or a talk that is recorded on the sandbox inside this page while the story loads. */
const viewer = (content: RecordedContent): TemplateResult =>
  page(
    html`<section class="desk" aria-label="Recording">
      <h2>Recording</h2>
      <flight-recorder openable .recording=${until(recordedTalk({ content }))}>
        <connection-status></connection-status>
        <session-list></session-list>
        <sms-session></sms-session>
      </flight-recorder>
    </section>`,
  );

/** Presses a button as soon as the replay is there. */
async function press(root: HTMLElement, name: string): Promise<void> {
  await waitFor(() => expect(button(root, name)).toBeDefined(), { timeout: 10_000 });
  button(root, name)?.click();
}

async function reads(root: HTMLElement, text: string): Promise<void> {
  await waitFor(() => expect(textOf(root)).toContain(text), { timeout: 10_000 });
}

/** Structure alone: texts are as long as they were, and say nothing. Step through it with Back and Next, or open a file of your own. */
export const Structure: StoryObj = {
  render: () => viewer('structure'),
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Last');
    await reads(canvasElement, 'It ends as it was recorded.');
    for (const said of Object.values(TALK)) await expect(textOf(canvasElement)).not.toContain(said);
  },
};

/** Full content, which a host opted in to: the talk as it was. Here in its middle, when the second agent whispered. */
export const FullContent: StoryObj = {
  render: () => viewer('full'),
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Last');
    await reads(canvasElement, 'It ends as it was recorded.');
    await reads(canvasElement, TALK.last);
    const recorder = canvasElement.querySelector('flight-recorder');
    const { entries } = recorder?.replay?.recording ?? { entries: [] };
    const whispered = entries.findIndex((entry) => JSON.stringify(entry).includes(TALK.whisper));
    await recorder?.seek(whispered + 1);
    await reads(canvasElement, TALK.whisper);
    await waitFor(() => expect(textOf(canvasElement)).not.toContain(TALK.last));
  },
};
