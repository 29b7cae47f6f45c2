import { baseEntries } from './base.js';
import { digestOf } from './digest.js';
import {
  FORMAT,
  INPUTS,
  VERSION,
  type EntryBody,
  type RecordedContent,
  type RecordingEntry,
  type RecordingHeader,
} from './format.js';
import type { RecordedWorkspace } from './recorded-workspace.js';
import { Ring, type RingLimits } from './ring.js';
import { writerFor, type Writer } from './writer.js';

/** What is to be written down; what comes from outside is written by the recording's own writer. */
export type Note = EntryBody | ((write: Writer) => EntryBody);

/** One run of the recorder: its secret, its clock, its lines. */
export class Recording {
  readonly #recorded: RecordedWorkspace;
  readonly #content: RecordedContent;
  readonly #start: number;
  readonly #write: Writer;
  readonly #ring: Ring;
  #i = 0;
  #sameBreath = false;
  /** The last line, once it is known. */
  #end: string | undefined;

  constructor(recorded: RecordedWorkspace, content: RecordedContent, limits: RingLimits) {
    this.#recorded = recorded;
    this.#content = content;
    this.#start = recorded.now();
    this.#write = writerFor(content, this.#start);
    this.#ring = new Ring(limits, this.#base(), recorded.isQuiet);
    recorded.restart();
  }

  get held(): { readonly entries: number; readonly bytes: number; readonly dropped: number } {
    return this.#ring;
  }

  /** Never throws: who watches must not disturb. */
  add(note: Note): void {
    if (this.#end !== undefined) return;
    try {
      this.#add(note);
    } catch {
      // A value nested deeper than the stack allows.
      this.#ring.lose();
    }
  }

  #add(note: Note): void {
    const body = typeof note === 'function' ? note(this.#write) : note;
    const isInput = INPUTS.has(body.k);
    if (isInput && this.#ring.due && !this.#sameBreath && this.#recorded.isQuiet) {
      this.#ring.begin(this.#base());
    }
    const i = ++this.#i;
    const also = isInput && this.#sameBreath;
    this.#ring.push(this.#line(i, body, also));
    if (!isInput) return;
    this.#recorded.input = i;
    if (this.#sameBreath) return;
    this.#sameBreath = true;
    queueMicrotask(() => {
      this.#sameBreath = false;
    });
  }

  /** Nothing is added any more; how things stand now is the end. */
  end(): void {
    this.#end ??= this.#line(this.#i + 1, { k: 'end', ...digestOf(this.#recorded.view, this.#write.lens) }, false);
  }

  toNdjson(): string {
    const { dialect, timings, options } = this.#recorded;
    const { dropped, exact } = this.#ring;
    const header: RecordingHeader = {
      format: FORMAT,
      version: VERSION,
      content: this.#content,
      dialect: this.#write.lens.word(dialect.name),
      autoStart: options.autoStart === true,
      timings,
      ...(this.#content === 'full' && { startedAt: this.#start }),
      dropped,
      exact,
    };
    const end =
      this.#end ?? this.#line(this.#i + 1, { k: 'end', ...digestOf(this.#recorded.view, this.#write.lens) }, false);
    return `${[JSON.stringify(header), ...this.#ring.lines, end].join('\n')}\n`;
  }

  #line(i: number, body: EntryBody, also: boolean): string {
    const t = Math.round(this.#recorded.now() - this.#start);
    const entry: RecordingEntry = { i, t, ...(also && { also }), ...body };
    return JSON.stringify(entry);
  }

  #base(): readonly string[] {
    const { view, dialect } = this.#recorded;
    return baseEntries(view, dialect, this.#write).map((body) => this.#line(0, body, false));
  }
}
