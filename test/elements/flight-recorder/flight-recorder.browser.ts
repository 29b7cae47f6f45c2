import { expect, fixture, html, waitUntil as waits } from '@open-wc/testing';
import '../../../src/define.js';
import '../../../src/elements/flight-recorder/flight-recorder.js';
import type { FlightRecorderElement } from '../../../src/elements/flight-recorder/flight-recorder.js';
import { de } from '../../../src/elements/foundation/localization/de.js';
import { registerTranslation } from '../../../src/elements/foundation/localization/localize.js';
import type { GwsWorkspaceElement } from '../../../src/elements/gws-workspace/gws-workspace.js';
import type { WorkspaceApi } from '../../../src/session/contract.js';
import { createFlightRecorder, type FlightRecorder, type FlightRecorderOptions } from '../../../src/recorder/index.js';
import { createSandbox } from '../../../src/sandbox/browser/index.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, nameOf } from '../../support/by-role.js';
import { saved } from '../../support/saved.js';

/** Longer than usual: a whole desk talks and is replayed here, in every engine. */
const PATIENCE = 8000;

const waitUntil = (isSo: () => boolean, what?: string): Promise<void> => waits(isSo, what, { timeout: PATIENCE });

/** Strings that occur nowhere else. */
const SAID = {
  phone: '+15550144',
  customer: 'canary customer 4417',
  agent: 'canary agent 4418',
  dataKey: 'canary-key-4419',
  dataValue: 'canary value 4420',
} as const;

interface Desk {
  readonly workspace: GwsWorkspaceElement;
  readonly element: FlightRecorderElement;
  readonly recorder: FlightRecorder;
}

/** All text below, through open shadow roots. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  const inner = node instanceof Element && node.shadowRoot ? textOf(node.shadowRoot) : '';
  return inner + [...node.childNodes].map(textOf).join('');
}

const shows = (root: Element, text: string | RegExp): boolean =>
  textOf(root)
    .replace(/[\s\u2068\u2069]+/g, ' ')
    .search(text) >= 0;

/** An agent's desk on the sandbox inside the page, recorded from its first breath: a text came, was accepted and answered, and data was attached. */
async function talk(options: FlightRecorderOptions = {}): Promise<Desk> {
  const sandbox = createSandbox({ seed: 1 });
  const recorder = createFlightRecorder(options);
  sandbox.text(SAID.phone, SAID.customer, 'agent1');
  const element = await fixture<GwsWorkspaceElement>(
    html`<gws-workspace lang="en" .transport=${sandbox.transportFor('agent1')} .recorder=${recorder}>
      <flight-recorder></flight-recorder><sms-session></sms-session>
    </gws-workspace>`,
  );
  const workspace = element.workspace!;
  await waitUntil(() => workspace.state.sessionIds.length === 1);
  const session = workspace.session(workspace.state.sessionIds[0]!);
  workspace.select(session.id);
  await session.perform('Accept', {}).finished;
  await waitUntil(() => session.state.participants.some(({ type }) => type === 'Agent'));
  expect((await session.send(SAID.agent, 'customer').finished).phase).to.equal('confirmed');
  await session.perform('AttachUserData', { userData: { [SAID.dataKey]: SAID.dataValue } }).finished;
  sandbox.text(SAID.phone, SAID.customer);
  await waitUntil(() => session.state.log.size >= 4);
  return { workspace: element, element: element.querySelector('flight-recorder')!, recorder };
}

/** An element that replays a recording, with a whole desk inside. */
async function replaying(recording: string): Promise<FlightRecorderElement> {
  const element = await fixture<FlightRecorderElement>(
    html`<flight-recorder lang="en" .recording=${recording}>
      <connection-status></connection-status><session-list></session-list><sms-session></sms-session>
    </flight-recorder>`,
  );
  await waitUntil(() => element.replay !== undefined);
  await element.updateComplete;
  return element;
}

const entriesOf = (api: WorkspaceApi): number => api.session(api.state.sessionIds[0]!).state.log.size;

async function seeks(element: FlightRecorderElement, position: number): Promise<void> {
  await waitUntil(() => element.replay?.state.position === position, `entry ${position}`);
  await element.updateComplete;
}

describe('<flight-recorder>', function () {
  this.timeout(3 * PATIENCE);

  it('shows that it records and how much it holds, stops, and begins anew', async () => {
    const { element, recorder } = await talk();
    await waitUntil(() => shows(element, `${recorder.state.entries} entries`));
    expect(shows(element, 'Flight recorder Recording')).to.equal(true);
    expect(shows(element, 'Structure only: no texts, names or attached data.')).to.equal(true);
    await expectAccessible(element);
    byRole(element, 'button', 'Stop').click();
    await waitUntil(() => shows(element, 'Not recording'));
    const { entries } = recorder.state;
    expect(entries).to.be.greaterThan(20);
    byRole(element, 'button', 'Discard and record anew').click();
    await waitUntil(() => shows(element, /Recording .* entr/));
    expect(recorder.state.entries).to.be.lessThan(entries);
    expect(recorder.state.recording).to.equal(true);
  });

  it('says so where there is no recorder', async () => {
    const element = await fixture<FlightRecorderElement>(html`<flight-recorder lang="en"></flight-recorder>`);
    expect(shows(element, 'This page has no flight recorder.')).to.equal(true);
    expect(allByRole(element, 'button').length).to.equal(0);
    await expectAccessible(element);
  });

  it('saves a file that holds nothing that was said, is called or attached, and nobody’s number', async () => {
    const { element, workspace } = await talk();
    const { name, text } = await saved(element, 'Download');
    expect(name).to.equal('flight-recording-structure.ndjson');
    expect(text.split('\n').length).to.be.greaterThan(20);
    const ids = workspace.workspace!.state.sessionIds;
    for (const one of [...Object.values(SAID), '15550144', 'agent1', 'password', ...ids]) {
      expect(text.includes(one), one).to.equal(false);
    }
  });

  it('marks a recorder that keeps full content, and the file that it saves', async () => {
    const { element } = await talk({ content: 'full' });
    expect(
      shows(element, 'Full content. Texts, names and attached data are recorded here and go into the file.'),
    ).to.equal(true);
    await expectAccessible(element);
    const { name, text } = await saved(element, 'Download');
    expect(name).to.equal('flight-recording-full.ndjson');
    expect(text).to.contain('"content":"full"').and.to.contain(SAID.customer);
    const replay = await replaying(text);
    expect(shows(replay, 'Full content. This recording holds texts, names and attached data.')).to.equal(true);
  });

  it('replays by steps, forwards and backwards, with the elements inside as they were', async () => {
    const { recorder, workspace } = await talk();
    recorder.stop();
    const entries = entriesOf(workspace.workspace!);
    workspace.remove();
    const element = await replaying(recorder.toNdjson());
    const { length } = element.replay!.state;
    expect(shows(element, `Entry 0 of ${length}`)).to.equal(true);
    const [status, list, session] = [...element.children] as [HTMLElement, HTMLElement, HTMLElement];
    expect(shows(status, 'Not connected')).to.equal(true);
    await expectAccessible(element);

    byRole(element, 'button', 'Last').click();
    await seeks(element, length);
    expect(shows(element, 'It ends as it was recorded.')).to.equal(true);
    expect(shows(status, 'Live')).to.equal(true);
    expect(allByRole(list, 'listitem').length).to.equal(1);
    expect(entriesOf(element.replay!.state.workspace)).to.equal(entries);
    expect(byRole(session, 'log', 'Conversation')).to.exist;
    await expectAccessible(element);

    byRole(element, 'button', 'Back').click();
    await seeks(element, length - 1);
    expect(shows(element, 'It ends')).to.equal(false);
    byRole(element, 'button', 'Next').click();
    await seeks(element, length);
    byRole(element, 'button', 'First').click();
    await seeks(element, 0);
    expect(shows(status, 'Not connected')).to.equal(true);
    expect(allByRole(list, 'listitem').length).to.equal(0);
    expect(byRole(element, 'button', 'Back').ariaDisabled).to.equal('true');
  });

  it('goes through its list by keyboard, and says where it is', async () => {
    const { recorder } = await talk();
    const element = await replaying(recorder.toNdjson());
    const list = byRole(element, 'listbox', 'Entries');
    const press = (key: string): boolean => list.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    list.focus();
    expect(press('ArrowDown')).to.equal(false);
    await seeks(element, 1);
    expect(list.getAttribute('aria-activedescendant')).to.equal('entry-1');
    expect(nameOf(byRole(list, 'option', /act connect$/))).to.match(/^\+\d\.\d{3} s act connect$/);
    expect(byRole(list, 'option', /act connect$/).ariaSelected).to.equal('true');
    press('PageDown');
    await seeks(element, 11);
    press('ArrowUp');
    await seeks(element, 10);
    press('End');
    await seeks(element, element.replay!.state.length);
    expect(list.scrollTop).to.be.greaterThan(0);
    press('Home');
    await seeks(element, 0);
    expect(press('a')).to.equal(true);
    const slider = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
    slider.value = '3';
    slider.dispatchEvent(new Event('input'));
    await seeks(element, 3);
    expect(slider.getAttribute('aria-valuetext')).to.match(/^Entry 3 of \d+: /);
    byRole(element, 'button', 'Next').click();
    await waitUntil(() =>
      /Entry 4 of/.test(element.shadowRoot!.querySelector('[aria-live=polite]')?.textContent ?? ''),
    );
  });

  it('opens a recording from a file, or says why it cannot', async () => {
    const { recorder } = await talk();
    recorder.stop();
    const good = recorder.toNdjson();
    const element = await fixture<FlightRecorderElement>(html`<flight-recorder lang="en" openable></flight-recorder>`);
    const input = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
    let asked = 0;
    input.click = () => asked++;
    byRole(element, 'button', 'Open a recording').click();
    expect(asked).to.equal(1);
    const open = (text: BlobPart): void => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'recording.ndjson'));
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    };
    for (const [text, sentence] of [
      ['hello', 'This is no flight recording.'],
      ['{"format":"sms-session-elements/recording","version":99}', 'a version that this page does not know'],
      ['', 'The recording is empty.'],
      [new Uint8Array(999).map((_, at) => (at * 7919) % 256), 'This is no flight recording.'],
    ] as const) {
      open(text);
      await waitUntil(() => shows(element, sentence), sentence);
      expect(element.replay).to.equal(undefined);
    }
    await expectAccessible(element);
    open(good.slice(0, good.indexOf('"k":"end"')));
    await waitUntil(() => shows(element, '1 line could not be read.'));
    byRole(element, 'button', 'Last').click();
    await waitUntil(() => shows(element, 'The recording does not tell how it ended.'));
    open(good);
    await waitUntil(() => shows(element, /Entry 0 of/) && !shows(element, 'could not be read'));
    byRole(element, 'button', 'Close the recording').click();
    await waitUntil(() => element.replay === undefined && !shows(element, 'Entry'));
  });

  it('never throws on what is no recording', async () => {
    const element = await fixture<FlightRecorderElement>(html`<flight-recorder lang="en"></flight-recorder>`);
    for (const odd of [null, 5, {}, [], () => 1, '\u0000', '[[[[', '{"format":"sms-session-elements/recording"}']) {
      element.recording = odd as string;
      await element.updateComplete;
      expect(element.replay).to.equal(undefined);
    }
    expect(shows(element, /no flight recording|version/)).to.equal(true);
    element.recording = undefined;
    await element.updateComplete;
    expect(shows(element, 'This page has no flight recorder.')).to.equal(true);
  });

  it('gives the elements inside back to their own workspace when the replay is closed', async () => {
    const { recorder, workspace } = await talk();
    recorder.stop();
    const element = workspace.querySelector('flight-recorder')!;
    const status = document.createElement('connection-status');
    element.append(status);
    await waitUntil(() => shows(status, 'Live'));
    element.recording = recorder.toNdjson();
    await waitUntil(() => shows(status, 'Not connected'));
    element.recording = undefined;
    await waitUntil(() => shows(status, 'Live'));
    expect(shows(workspace.querySelector('sms-session')!, SAID.agent)).to.equal(true);
  });

  it('speaks German', async () => {
    registerTranslation(de);
    const { element, recorder } = await talk({ content: 'full' });
    element.lang = 'de';
    await waitUntil(() => shows(element, 'Flugschreiber Zeichnet auf'));
    expect(shows(element, 'Voller Inhalt. Texte, Namen und angehängte Daten')).to.equal(true);
    element.recording = recorder.toNdjson();
    await waitUntil(() => shows(element, 'Eintrag 0 von'));
  });
});
