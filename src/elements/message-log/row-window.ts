/** How far from the end, in CSS pixels, a reader who scrolls down still counts as being at the end. */
const END_SLACK = 32;
/** Least overscan above and below the viewport, in CSS pixels; otherwise one viewport. */
const MIN_OVERSCAN = 300;
/** Height assumed for a row before the first one was measured, in CSS pixels. */
const FIRST_GUESS = 44;
/** Tallest spacer in CSS pixels: engines lose precision or clamp beyond. */
const MAX_SPACER = 8_000_000;

/** The elements that a window of rows lives in. `scroller` is positioned; the others stand inside it in this order, perhaps with more after. */
export interface RowWindowParts {
  readonly scroller: HTMLElement;
  readonly before: HTMLElement;
  readonly body: HTMLElement;
  readonly after: HTMLElement;
}

/** How rows become elements. */
export interface RowWindowOptions<R> {
  /** Identity of a row that survives rows being inserted before it. */
  key(row: R): string | number;
  /** Fills `host` with `row`; `host` is new or held an older version of the same row. */
  draw(row: R, host: HTMLElement): void;
  /** True while the person's selection lies in the rows: none is taken away then. */
  held(): boolean;
}

interface Anchor {
  readonly host: HTMLElement;
  /** Distance from the scroller's top edge in CSS pixels. */
  readonly top: number;
}

/**
 * Keeps only the rows around the viewport in the document, whatever the length of the list: the cost of a frame does not depend on it.
 *
 * It stores no heights. The rows in the document are never moved by rows that come and go around them: what is inserted above is taken off the
 * spacer above, so a wrong guess of a height shifts only the scroll bar. The guesses are settled where nobody sees it: when the first row is
 * reached, when the spacer is used up, and on jumps. So rows may change their size, and rows may be inserted anywhere, at no further cost.
 */
export class RowWindow<R extends object> {
  readonly #parts: RowWindowParts;
  readonly #options: RowWindowOptions<R>;
  #rows: readonly R[] = [];
  #first = 0;
  /** Hosts of the rows from `#first` on, with the row that each shows. */
  readonly #hosts: HTMLElement[] = [];
  readonly #drawn: R[] = [];
  #before = 0;
  #after = 0;
  #height = 0;
  #guess = FIRST_GUESS;
  #atEnd = true;
  #scrollTop = 0;
  #anchor: Anchor | undefined;

  constructor(parts: RowWindowParts, options: RowWindowOptions<R>) {
    this.#parts = parts;
    this.#options = options;
  }

  /** Whether the last row is in view, or will be brought into view when it changes. */
  get atEnd(): boolean {
    return this.#atEnd;
  }
  /** Index of the first row in the document. */
  get first(): number {
    return this.#first;
  }
  /** Index after the last row in the document. */
  get last(): number {
    return this.#first + this.#hosts.length;
  }

  /** The element that shows row `index`, if that row is in the document. */
  hostOf(index: number): HTMLElement | undefined {
    return this.#hosts[index - this.#first];
  }

  /** Index of the row that `node` stands in, or -1. */
  indexOf(node: Node): number {
    const at = this.#hosts.findIndex((host) => host.contains(node));
    return at < 0 ? -1 : this.#first + at;
  }

  /** Shows `rows`, which differ from the rows before only from `changed` on. */
  update(rows: readonly R[], changed: number): void {
    const { last } = this;
    const appended = changed >= this.#rows.length;
    this.#rows = rows;
    if (this.#height === 0) this.#height = this.#parts.scroller.clientHeight;
    if (this.#height === 0) return this.#rebuild(rows.length - 20, rows.length);
    if (this.#atEnd) {
      const room = this.#room();
      if (changed < this.#first || rows.length - last > room || this.#hosts.length === 0) {
        this.#rebuild(rows.length - room, rows.length);
        this.#guessFromBody();
        this.#setBefore(this.#first * this.#guess);
      } else if (appended) this.#append(rows.length);
      else this.#rebuild(this.#first, rows.length);
      this.#setAfter();
      this.toEnd();
    } else if (changed < last) this.#replace(changed);
    else {
      this.#setAfter();
      this.#cover();
    }
  }

  /** The reader scrolled: keeps the viewport covered. Call it for every scroll event. */
  scrolled(): void {
    const { scroller } = this.#parts;
    const { scrollTop } = scroller;
    if (Math.abs(scrollTop - this.#scrollTop) < 1) return;
    const distance = scroller.scrollHeight - scrollTop - this.#height;
    this.#atEnd = distance < (scrollTop < this.#scrollTop ? 2 : END_SLACK);
    this.#scrollTop = scrollTop;
    this.#cover();
  }

  /** The scroller or its rows changed their size: what the reader looks at stays where it is. */
  resized(): void {
    const { clientHeight } = this.#parts.scroller;
    if (clientHeight === 0) return;
    const woke = this.#height === 0;
    this.#height = clientHeight;
    if (woke) this.update(this.#rows, 0);
    else if (this.#atEnd) this.toEnd();
    else {
      if (this.#anchor !== undefined) this.#settle(this.#anchor);
      this.#cover();
    }
  }

  /** Scrolls to the last row and stays there while rows are appended. */
  toEnd(): void {
    this.#atEnd = true;
    if (this.last < this.#rows.length) {
      const room = this.#room();
      this.#rebuild(this.#rows.length - room, this.#rows.length);
      this.#setBefore(this.#first * this.#guess);
      this.#setAfter();
    }
    const { scroller } = this.#parts;
    scroller.scrollTop = scroller.scrollHeight;
    this.#scrollTop = scroller.scrollTop;
    this.#cover();
  }

  /** Brings row `index` into the document and into view, and returns its element. */
  reveal(index: number): HTMLElement | undefined {
    if (index < this.#first || index >= this.last) this.#jump(index, index * this.#guess);
    const host = this.hostOf(index);
    if (host === undefined || this.#height === 0) return host;
    const top = this.#topOf(host);
    const bottom = top + host.getBoundingClientRect().height;
    const shift = top < 0 ? top : Math.max(0, Math.min(top, bottom - this.#height));
    if (shift !== 0) this.#parts.scroller.scrollTop += shift;
    this.scrolled();
    return host;
  }

  /** Number of rows that fill the viewport and its overscan. */
  #room(): number {
    return Math.ceil((this.#height + this.#overscan) / Math.max(this.#guess, 16)) + 4;
  }

  get #overscan(): number {
    return Math.max(MIN_OVERSCAN, this.#height);
  }

  #topOf(host: HTMLElement): number {
    return host.getBoundingClientRect().top - this.#parts.scroller.getBoundingClientRect().top;
  }

  #make(index: number): HTMLElement {
    const host = document.createElement('div');
    this.#options.draw(this.#rows[index] as R, host);
    return host;
  }

  #append(end: number): void {
    for (let index = this.last; index < end; index += 1) {
      const host = this.#make(index);
      this.#hosts.push(host);
      this.#drawn.push(this.#rows[index] as R);
      this.#parts.body.append(host);
    }
  }

  #prepend(count: number): void {
    const start = this.#first - count;
    const hosts = Array.from({ length: count }, (_, at) => this.#make(start + at));
    this.#hosts.unshift(...hosts);
    this.#drawn.unshift(...this.#rows.slice(start, this.#first));
    this.#first = start;
    this.#parts.body.prepend(...hosts);
  }

  #drop(from: number, count: number): void {
    for (const host of this.#hosts.splice(from, count)) host.remove();
    this.#drawn.splice(from, count);
    if (from === 0) this.#first += count;
  }

  /** Makes rows `first` … `end` the ones in the document; rows that are there already keep their elements. */
  #rebuild(first: number, end: number): void {
    const { key, draw } = this.#options;
    const { body } = this.#parts;
    const old = new Map(this.#drawn.map((row, at) => [key(row), at]));
    const hosts: HTMLElement[] = [];
    const rows = this.#rows.slice(Math.max(0, first), end);
    for (const row of rows) {
      const at = old.get(key(row));
      let host = at === undefined ? undefined : this.#hosts[at];
      if (at === undefined || host === undefined) draw(row, (host = document.createElement('div')));
      else {
        old.delete(key(row));
        if (this.#drawn[at] !== row) draw(row, host);
      }
      hosts.push(host);
    }
    for (const at of old.values()) this.#hosts[at]?.remove();
    let place = body.firstChild;
    for (const host of hosts) {
      if (host === place) place = place.nextSibling;
      else body.insertBefore(host, place);
    }
    this.#first = Math.max(0, first);
    this.#hosts.splice(0, Infinity, ...hosts);
    this.#drawn.splice(0, Infinity, ...rows);
  }

  /** Rows inside or above the window changed while the reader looks at something: that stays where it is. */
  #replace(changed: number): void {
    const anchor = this.#findAnchor();
    const at = anchor === undefined ? 0 : this.#hosts.indexOf(anchor.host);
    const shift = changed >= this.#first ? 0 : this.#shiftOf(at);
    this.#rebuild(this.#first + shift, Math.min(this.#rows.length, this.last + shift + 1));
    this.#setAfter();
    if (anchor !== undefined && anchor.host.isConnected) this.#settle(anchor);
    this.#cover();
  }

  /** By how many places the row of host `at` moved. Rows are inserted in clumps and seldom removed, so it is looked for around its place. */
  #shiftOf(at: number): number {
    const row = this.#drawn[at];
    if (row === undefined) return 0;
    const wanted = this.#options.key(row);
    const place = this.#first + at;
    for (let step = 0; step < this.#rows.length; step += 1) {
      for (const index of [place + step, place - step]) {
        const candidate = this.#rows[index];
        if (candidate !== undefined && this.#options.key(candidate) === wanted) return index - place;
      }
    }
    return 0;
  }

  /** Extends and trims the window so that the viewport and a stretch around it hold rows. */
  #cover(): void {
    if (this.#height === 0 || this.#rows.length === 0) return;
    const overscan = this.#overscan;
    const { body } = this.#parts;
    const top = this.#scrollTop;
    const bottom = top + this.#height;
    let { height } = body.getBoundingClientRect();
    if (top > this.#before + height + overscan || bottom < this.#before - overscan || this.#hosts.length === 0) {
      this.#jump(this.#guessIndex(top, height), top);
      return;
    }
    if (this.#first > 0 && this.#before > top - overscan / 2) {
      while (this.#first > 0 && this.#before > top - overscan) {
        const anchor = this.#hosts[0];
        this.#prepend(Math.min(this.#first, Math.ceil((this.#before - top + overscan) / this.#guess)));
        const grown = anchor === undefined ? 0 : this.#topOf(anchor) - this.#topOf(this.#hosts[0] as HTMLElement);
        height += grown;
        this.#setBefore(this.#before - grown);
      }
    } else if (top - this.#before > overscan * 2 && !this.#options.held()) {
      height -= this.#trimStart(top - overscan);
    }
    const { last } = this;
    if (last < this.#rows.length && this.#before + height < bottom + overscan / 2) {
      while (this.last < this.#rows.length && this.#before + height < bottom + overscan) {
        const missing = Math.ceil((bottom + overscan - this.#before - height) / this.#guess);
        this.#append(Math.min(this.#rows.length, this.last + missing));
        ({ height } = body.getBoundingClientRect());
      }
    } else if (this.#before + height > bottom + overscan * 2 && !this.#options.held()) {
      this.#trimEnd(bottom + overscan);
    }
    if (last !== this.last) this.#setAfter();
    this.#settleGuesses();
    this.#anchor = this.#atEnd ? undefined : this.#findAnchor();
  }

  /** Takes away rows above content position `limit`; returns their height. */
  #trimStart(limit: number): number {
    const count = this.#hostAt(limit - this.#before);
    const [top, cut] = [this.#hosts[0], this.#hosts[count]];
    if (count === 0 || top === undefined || cut === undefined) return 0;
    const gone = this.#topOf(cut) - this.#topOf(top);
    this.#drop(0, count);
    this.#setBefore(this.#before + gone);
    return gone;
  }

  #trimEnd(limit: number): void {
    const keep = this.#hostAt(limit - this.#before) + 1;
    if (keep < this.#hosts.length) this.#drop(keep, this.#hosts.length - keep);
  }

  /** Which host stands `offset` pixels below the top of the body. */
  #hostAt(offset: number): number {
    const start = this.#parts.body.getBoundingClientRect().top;
    let [low, high] = [0, this.#hosts.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const host = this.#hosts[middle] as HTMLElement;
      if (host.getBoundingClientRect().bottom - start > offset) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low);
  }

  #findAnchor(): Anchor | undefined {
    const host = this.#hosts[this.#hostAt(this.#scrollTop - this.#before)];
    return host === undefined ? undefined : { host, top: this.#topOf(host) };
  }

  /** Puts the anchor back to its place in the viewport. */
  #settle({ host, top }: Anchor): void {
    this.#setBefore(this.#before + top - this.#topOf(host));
    this.#settleGuesses();
  }

  /** Where the spacer above cannot be true any more, it is made true, and the scroll position follows it in the same frame. */
  #settleGuesses(): void {
    const wrong = this.#first === 0 ? this.#before !== 0 : this.#before < 0;
    if (!wrong) return;
    const shift = this.#first * this.#guess - this.#before;
    this.#setBefore(this.#before + shift);
    this.#parts.scroller.scrollTop += shift;
    this.#scrollTop = this.#parts.scroller.scrollTop;
  }

  /** Which row a scroll position outside the window stands for. */
  #guessIndex(top: number, height: number): number {
    const { length } = this.#rows;
    if (top < this.#before) return Math.floor((this.#first * top) / this.#before);
    const below = (top - this.#before - height) / Math.max(1, this.#after);
    return Math.min(length - 1, this.last + Math.floor(Math.min(1, below) * (length - this.last)));
  }

  /** A new window around row `index`, whose top comes to content position `position`. */
  #jump(index: number, position: number): void {
    const above = Math.min(index, Math.ceil(this.#overscan / this.#guess));
    this.#rebuild(index - above, Math.min(this.#rows.length, index + this.#room()));
    this.#guessFromBody();
    const [top, host] = [this.#hosts[0], this.hostOf(index)];
    this.#setBefore(top === undefined || host === undefined ? 0 : position - (this.#topOf(host) - this.#topOf(top)));
    this.#setAfter();
    const { scroller } = this.#parts;
    if (Math.abs(scroller.scrollTop - position) > 1) scroller.scrollTop = position;
    this.#scrollTop = scroller.scrollTop;
    this.#settleGuesses();
    this.#anchor = this.#findAnchor();
  }

  #guessFromBody(): void {
    const count = this.#hosts.length;
    const { height } = this.#parts.body.getBoundingClientRect();
    if (count > 4 && height > 0) this.#guess = height / count;
  }

  #setBefore(height: number): void {
    this.#before = Math.min(MAX_SPACER, height);
    this.#parts.before.style.setProperty('block-size', `${Math.max(0, this.#before)}px`);
  }

  #setAfter(): void {
    this.#after = Math.min(MAX_SPACER, (this.#rows.length - this.last) * this.#guess);
    this.#parts.after.style.setProperty('block-size', `${this.#after}px`);
  }
}
