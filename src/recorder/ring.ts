/** How much a recording may hold. */
export interface RingLimits {
  readonly entries: number;
  readonly bytes: number;
}

interface Segment {
  /** Whether the base is the whole truth. */
  exact: boolean;
  /** Whether nothing that came after it was lost. */
  whole: boolean;
  /** How things stood where it begins. */
  base: readonly string[];
  readonly lines: string[];
  bytes: number;
}

/** A new segment begins when the last one holds this part of what may be held. */
const SEGMENTS = 4;

/**
 * Lines of which the oldest go when there are too many. They go a segment at a time, and each segment knows how things stood where it begins: so what is
 * left can still be replayed.
 */
export class Ring {
  readonly #limits: RingLimits;
  #segments: [Segment, ...Segment[]];
  /** Entries held and dropped, without those of bases. */
  entries = 0;
  dropped = 0;
  bytes = 0;

  /** `exact`: the base tells everything. */
  constructor(limits: RingLimits, base: readonly string[], exact: boolean) {
    this.#limits = limits;
    this.#segments = [{ base, exact, whole: true, lines: [], bytes: sizeOf(base) }];
    this.bytes = sizeOf(base);
  }

  /** Whether a new segment had better begin. */
  get due(): boolean {
    const { lines, bytes } = this.#last;
    return lines.length >= this.#limits.entries / SEGMENTS || bytes >= this.#limits.bytes / SEGMENTS;
  }

  push(line: string): void {
    const size = sizeOf([line]);
    this.#last.lines.push(line);
    this.#last.bytes += size;
    this.bytes += size;
    this.entries++;
    this.#trim();
  }

  /** An entry was lost on the way in. */
  lose(): void {
    this.dropped++;
    this.#last.whole = false;
  }

  /** Whether what is held can be replayed to the same end. */
  get exact(): boolean {
    return this.#segments[0].exact && this.#segments.every(({ whole }) => whole);
  }

  /** A new segment begins here; its base tells everything. */
  begin(base: readonly string[]): void {
    const bytes = sizeOf(base);
    this.#segments.push({ base, exact: true, whole: true, lines: [], bytes });
    this.bytes += bytes;
    this.#trim();
  }

  /** Everything that is held, the oldest first. */
  get lines(): readonly string[] {
    return [...this.#segments[0].base, ...this.#segments.flatMap(({ lines }) => lines)];
  }

  get #last(): Segment {
    return this.#segments.at(-1) ?? this.#segments[0];
  }

  #trim(): void {
    const { entries, bytes } = this.#limits;
    while (this.entries > entries || (this.bytes > bytes && this.entries > 0)) {
      const [first, second, ...rest] = this.#segments;
      if (second !== undefined) {
        this.#segments = [second, ...rest];
        this.#forget(first.lines.length, first.bytes);
      } else {
        const lost = [...first.base, first.lines.shift() ?? ''];
        first.base = [];
        first.bytes -= sizeOf(lost);
        this.#forget(1, sizeOf(lost));
        first.exact = false;
      }
    }
  }

  #forget(lines: number, bytes: number): void {
    this.entries -= lines;
    this.dropped += lines;
    this.bytes -= bytes;
  }
}

const encoder = new TextEncoder();

/** Bytes in UTF-8, line ends included. */
function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + encoder.encode(line).length + 1, 0);
}
