import type { Message } from '../../src/protocol/message.js';
import { en } from '../../src/elements/foundation/localization/en.js';
import type { Row, Transcript } from '../../src/state/transcript.js';
import type { SessionState } from '../../src/state/session-state.js';
import type { Client } from './client.js';

/** What can be told of an entry on both sides: the index is each side's own. */
export const keyOf = (type: string, who: string | undefined, time: number | undefined, said = ''): string =>
  `${type} ${who} ${time} ${said}`;

/** The same of a decoded entry. */
export const keyOfEntry = ({ type, from, time, text, noticeText }: Message): string =>
  keyOf(type, from?.participantId, time, text ?? noticeText);

/** What the customer got, as the customer's own reading tells. */
export interface Perceived {
  /** Keys of entries. */
  readonly entries: ReadonlySet<string>;
  /** Texts and notices. */
  readonly words: ReadonlySet<string | undefined>;
  /** Keys of entries that the line damaged on their way to an agent: whoever fails, fails closed. */
  readonly damaged: ReadonlySet<string>;
}

/** The words of histories are like no others: `t7`. */
const WORDS = /: (t\d+)$/gm;
/** How a sentence in English, and a line of an export, say that something is for agents only. */
const MARKED = /\bagents only\b/i;

/** Everything that one viewer's screen, voice and file said of a session, remembered until it is known what the customer got. */
export class Shown {
  readonly #client: Client;
  readonly #transcript: Transcript;
  #announced = 0;
  /** Entries whose writing was shown as visible to the customer. */
  readonly #typings = new Set<string>();
  /** Previews of the list that were shown as the customer's conversation. */
  readonly #previews = new Set<string>();
  readonly #sentences: string[] = [];

  constructor(client: Client, userId: string) {
    this.#client = client;
    this.#transcript = new client.Transcript({ userId, dayOf: () => 'today' });
  }

  get typings(): number {
    return this.#typings.size;
  }

  get sentences(): number {
    return this.#sentences.length;
  }

  /** Another state is shown. */
  look(state: SessionState): void {
    for (const { audience, index } of state.typing) {
      const entry = audience === 'customer' ? state.log.get(index) : undefined;
      if (entry) this.#typings.add(keyOfEntry({ ...entry, text: '' }));
    }
    const { lineAudience } = this.#client.rowOf(state);
    if (state.lastLine && lineAudience === 'customer') this.#previews.add(keyOfEntry(state.lastLine));
    const first = this.#transcript.update(state.log);
    const fresh = this.#transcript.rows.slice(first);
    const { sentences } = this.#client.newsOf(fresh, this.#announced, state.id, en);
    this.#sentences.push(...sentences.map(({ text }) => text));
    this.#announced = Math.max(this.#announced, state.log.lastIndex);
  }

  /** What was shown wrongly, if anything was. */
  wrong(state: SessionState, { entries, words, damaged }: Perceived): string | undefined {
    for (const key of this.#typings) if (!entries.has(key)) return `typing shown as open: ${key}`;
    for (const key of this.#previews) if (!entries.has(key)) return `preview shown as open: ${key}`;
    for (const sentence of this.#sentences) {
      for (const [, said] of sentence.matchAll(WORDS)) {
        if (!words.has(said) && !MARKED.test(sentence)) return `said aloud as open: ${sentence}`;
      }
    }
    /** Neither too wide nor, where nothing was damaged, too narrow. */
    const misjudged = (entry: Message, isOpen: boolean): string | undefined => {
      const key = keyOfEntry(entry);
      if (isOpen && !entries.has(key)) return `shown as open: ${key}`;
      const certain = entry.from?.type === 'Customer' || !damaged.has(key);
      return !isOpen && certain && entries.has(key) ? `shown as agents only: ${key}` : undefined;
    };
    for (const entry of state.log) {
      const found = misjudged(entry, this.#client.audienceOf(entry) === 'customer');
      if (found !== undefined) return `entry ${found}`;
    }
    for (const row of this.#transcript.rows) {
      const found = isSaid(row) && misjudged(row.message, row.audience === 'customer');
      if (found) return `row ${found}`;
    }
    return this.#wrongExport(state, misjudged, words);
  }

  #wrongExport(
    state: SessionState,
    misjudged: (entry: Message, isOpen: boolean) => string | undefined,
    words: Perceived['words'],
  ): string | undefined {
    const { exportTranscript } = this.#client;
    const { entries } = JSON.parse(exportTranscript(state, { audience: 'customer', format: 'json' })) as {
      entries: { readonly time: string; readonly type: string; readonly text?: string }[];
    };
    const written = entries.map(({ time, type, text }) => `${type} ${time} ${text}`);
    for (const entry of state.log) {
      const { type, time = 0, text, noticeText } = entry;
      if (type.startsWith('Typing')) continue;
      const at = written.indexOf(`${type} ${new Date(time).toISOString()} ${text ?? noticeText}`);
      const found = misjudged(entry, at >= 0);
      if (found !== undefined) return `export ${found}`;
      if (at >= 0) written.splice(at, 1);
    }
    if (written.length > 0) return `export of what nobody said: ${written.join()}`;
    const lines = exportTranscript(state, { audience: 'customer' });
    if (lines.split('\n').length - 1 !== entries.length) return `text export of other lines: ${lines}`;
    for (const [, said] of lines.matchAll(WORDS)) {
      if (!words.has(said)) return `text export shown as open: ${said}`;
    }
    for (const line of exportTranscript(state, { audience: 'agents' }).split('\n')) {
      const said = [...line.matchAll(WORDS)][0]?.[1];
      if (said !== undefined && !words.has(said) && !MARKED.test(line)) return `agents’ export shown as open: ${line}`;
    }
    return undefined;
  }
}

const isSaid = (row: Row): row is Extract<Row, { message: Message }> => row.kind === 'message' || row.kind === 'event';
