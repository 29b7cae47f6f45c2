import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { recorderOf, type FlightRecorder } from '../../recorder/flight-recorder.js';
import { MAX_RECORDING, parseRecording, type RecordingProblem } from '../../recorder/parse.js';
import { createReplay, type Replay } from '../../recorder/replay.js';
import { describeEntry } from '../../recorder/timeline.js';
import type { Unsubscribe, WorkspaceApi } from '../../session/contract.js';
import { Announcer } from '../foundation/announcer.js';
import { iconAlert } from '../foundation/icons.js';
import { enRecorder, type RecorderTerms } from '../foundation/localization/recorder-terms.js';
import { WorkspaceElement } from '../foundation/workspace-element.js';
import { styles } from './flight-recorder.styles.js';
import { Stage } from './stage.js';
import { keepInSight, timeline } from './timeline.js';

/**
 * The flight recorder of a workspace: whether it records, how much it holds, Stop and Record, and the recording as a file. A recorder that keeps full
 * content is marked in words, colour and border; put the element where those see it who are recorded.
 *
 * Given a `recording`, it replays it: entry by entry, forwards and backwards, through the same controllers that were recorded. The elements inside then show
 * the workspace and its session as they were at that entry; nothing can be asked of them, and nothing leaves the page.
 *
 * Keyboard: in the list of entries arrow keys, Page Up, Page Down, Home and End.
 *
 * @tag flight-recorder
 * @slot - Elements that show what is replayed, and the surrounding workspace while nothing is.
 * @csspart head - Title, state and buttons.
 * @csspart mark - What says that full content is recorded, or was.
 * @csspart replay - Position, list of entries and how it ends.
 *
 * @cssprop [--sms-flight-recorder-max-block-size=14rem] - Height up to which the list of entries grows.
 */
export class FlightRecorderElement extends WorkspaceElement {
  static override readonly tag = 'flight-recorder';
  static override styles: CSSResultGroup = styles;

  /** The recorder that is shown. Default: the one that the surrounding workspace is recorded by. */
  @property({ attribute: false }) recorder?: FlightRecorder;

  /** A recording to be replayed, as NDJSON. */
  @property({ attribute: false }) recording?: string | undefined;

  /** Offers to open a recording from a file. */
  @property({ type: Boolean }) openable = false;

  @state() private shown: Replay | undefined;
  @state() private problem: RecordingProblem | 'unreadable' | undefined;

  readonly #stage = new Stage(this);
  readonly #voice = new Announcer();
  #followed: FlightRecorder | undefined;
  #unfollow: Unsubscribe | undefined;
  #unwatch: Unsubscribe | undefined;
  /** It renders anew in the next frame. */
  #isDue = false;
  /** Says something about the replay when it gets there. */
  #telling = false;

  /** What is replayed; `undefined` while nothing is. */
  get replay(): Replay | undefined {
    return this.shown;
  }

  /** Goes to where so many entries have been played. Does nothing while nothing is replayed. */
  async seek(position: number): Promise<void> {
    await this.shown?.seek(position);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(undefined);
  }

  protected override workspaceChanged(_workspace: WorkspaceApi | undefined): void {
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#follow(this.isConnected ? this.#found : undefined);
    if (changed.has('recording')) void this.#load(this.recording);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#stage.show(this.shown?.state.workspace, this.found);
    keepInSight(this.renderRoot);
  }

  get #found(): FlightRecorder | undefined {
    return this.recorder ?? (this.found && recorderOf(this.found));
  }

  get #terms(): RecorderTerms {
    return this.t.recorder ?? enRecorder;
  }

  /** Renders anew once a frame, however fast it counts. */
  #follow(recorder: FlightRecorder | undefined): void {
    if (recorder === this.#followed) return;
    this.#unfollow?.();
    this.#followed = recorder;
    this.#unfollow = recorder?.subscribe(
      (state) => state,
      () => {
        if (this.#isDue) return;
        this.#isDue = true;
        requestAnimationFrame(() => {
          this.#isDue = false;
          this.requestUpdate();
        });
      },
    );
  }

  async #load(recording: unknown): Promise<void> {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.shown = undefined;
    this.problem = undefined;
    if (recording === undefined || recording === null) return;
    const parsed = typeof recording === 'string' ? parseRecording(recording) : { problem: 'not-a-recording' as const };
    if ('problem' in parsed) {
      this.problem = parsed.problem;
      return;
    }
    const replay = await createReplay(parsed);
    // Another one was set meanwhile.
    if (recording !== this.recording) return;
    this.shown = replay;
    this.#unwatch = replay.subscribe(
      (state) => state,
      () => this.#moved(replay),
    );
  }

  #moved(replay: Replay): void {
    if (this.#telling) {
      this.#telling = false;
      const { position, length, entry } = replay.state;
      const text = `${this.#terms.position(position, length)}: ${entry === undefined ? this.#terms.atStart : describeEntry(entry)}`;
      this.#voice.say(text, { key: 'replay', from: this });
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { shown, problem } = this;
    const recorder = this.#followed;
    const terms = this.#terms;
    const isIdle = recorder === undefined && this.recording === undefined && !this.openable;
    return html`<section aria-labelledby="title" ?data-full=${recorder?.state.content === 'full'}>
        <div class="head" part="head">
          <span class="title" id="title">${terms.label}</span>
          ${recorder === undefined ? nothing : this.#renderState(recorder)}
          <span class="buttons">
            ${recorder === undefined ? nothing : this.#renderButtons(recorder)}
            ${this.openable ? this.#renderOpen() : nothing}
          </span>
        </div>
        ${isIdle ? html`<p class="quiet note">${terms.none}</p>` : nothing}
        ${recorder === undefined ? nothing : this.#renderContent(recorder)}
        ${
          problem === undefined
            ? nothing
            : html`<div class="notice danger note">
                ${iconAlert}
                <p>${terms.problems[problem]}</p>
              </div>`
        }
        ${shown === undefined ? nothing : this.#renderReplay(shown)}
      </section>
      <div class=${shown === undefined ? 'present' : 'past'}><slot></slot></div>`;
  }

  #renderState({ state: { recording, entries, bytes, dropped } }: FlightRecorder): TemplateResult {
    const terms = this.#terms;
    const size = new Intl.NumberFormat(this.language || 'en', {
      style: 'unit',
      unit: 'kilobyte',
      maximumFractionDigits: 0,
    }).format(Math.ceil(bytes / 1000));
    return html`<span class="badge ${recording ? 'on' : ''}"
        >${recording ? html`<span class="dot"></span>` : nothing}${recording ? terms.recording : terms.stopped}</span
      >
      <span class="quiet count"
        >${terms.entries(entries)}, <bdi>${size}</bdi>${dropped > 0 ? `, ${terms.dropped(dropped)}` : nothing}</span
      >`;
  }

  #renderButtons(recorder: FlightRecorder): TemplateResult {
    const { recording, entries } = recorder.state;
    const terms = this.#terms;
    const toggle = recording ? terms.stop : entries > 0 ? terms.startAnew : terms.start;
    return html`<button
        class="button"
        type="button"
        @click=${() => {
          if (recorder.state.recording) recorder.stop();
          else recorder.start();
        }}
      >
        ${toggle}
      </button>
      <button
        class="button"
        type="button"
        aria-disabled=${entries > 0 ? 'false' : 'true'}
        @click=${() => {
          if (entries > 0) recorder.download();
        }}
      >
        ${terms.download}
      </button>`;
  }

  #renderContent({ state: { content } }: FlightRecorder): TemplateResult {
    const { structure, fullRecorded } = this.#terms;
    return content === 'full' ? this.#renderMark(fullRecorded) : html`<p class="quiet note">${structure}</p>`;
  }

  #renderMark(sentence: string): TemplateResult {
    return html`<div class="notice danger note mark" part="mark">
      ${iconAlert}
      <p><strong>${this.#terms.full}.</strong> ${sentence}</p>
    </div>`;
  }

  #renderOpen(): TemplateResult {
    const { open, close } = this.#terms;
    return html`<button
        class="button"
        type="button"
        @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}
      >
        ${open}
      </button>
      <input type="file" hidden accept=".ndjson,.jsonl,.json,.txt" @change=${this.#opened} />
      ${
        this.shown === undefined
          ? nothing
          : html`<button class="button" type="button" @click=${this.#closed}>${close}</button>`
      }`;
  }

  readonly #opened = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file === undefined) return;
    // So that the same file can be chosen again.
    const text = file.size > 4 * MAX_RECORDING ? undefined : await file.text().catch(() => undefined);
    input.value = '';
    this.recording = text;
    await this.updateComplete;
    if (text === undefined) this.problem = file.size > 4 * MAX_RECORDING ? 'too-large' : 'unreadable';
  };

  readonly #closed = (): void => {
    this.recording = undefined;
    this.renderRoot.querySelector('button')?.focus();
  };

  #renderReplay(replay: Replay): TemplateResult {
    const terms = this.#terms;
    const { header, skipped } = replay.recording;
    return html`<div class="replay" part="replay" role="group" aria-label=${terms.replay}>
      ${header.content === 'full' ? this.#renderMark(terms.fullReplayed) : html`<p class="quiet">${terms.placeholders}</p>`}
      ${timeline(replay, terms, (position, aloud) => {
        this.#telling = aloud;
        void replay.seek(position);
      })}
      <p class="quiet">${terms.past}</p>
      ${header.exact ? nothing : html`<p class="quiet">${terms.inexact}</p>`}
      ${header.dropped > 0 ? html`<p class="quiet">${terms.dropped(header.dropped)}</p>` : nothing}
      ${skipped > 0 ? html`<p class="quiet">${terms.skipped(skipped)}</p>` : nothing}
    </div>`;
  }
}
