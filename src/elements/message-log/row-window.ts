import { RowHosts, type RowList, type RowOptions } from './row-hosts.js';

/** How far from the end, in CSS pixels, a reader who scrolls down still counts as being at the end. */
const END_SLACK = 32;
/** Least overscan above and below the viewport, in CSS pixels; otherwise one viewport. */
const MIN_OVERSCAN = 300;
/** Height assumed for a row before the first one was measured, in CSS pixels. */
const FIRST_GUESS = 40;
/** Tallest spacer in CSS pixels: engines lose precision or clamp beyond. */
const MAX_SPACER = 8_000_000;

/** The elements that a window of rows lives in. `scroller` is positioned; the others stand inside it in this order, perhaps with more after. */
export interface RowWindowParts {
  readonly scroller: HTMLElement;
  readonly before: HTMLElement;
  readonly body: HTMLElement;
  readonly after: HTMLElement;
}

/** How rows become elements, and when they must stay. */
export interface RowWindowOptions<R> extends RowOptions<R> {
  /** True while the person's selection lies in the rows: none is taken away then. */
  readonly held: () => boolean;
}

/** What the reader looks at, and its distance from the scroller's top edge in CSS pixels. */
interface Anchor {
  readonly host: HTMLElement;
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
  readonly #held: () => boolean;
  readonly #hosts: RowHosts<R>;
  /** How many rows there were at the last update: the same list may have grown since. */
  #count = 0;
  #before = 0;
  #after = 0;
  #height = 0;
  #guess = FIRST_GUESS;
  #atEnd = true;
  #scrollTop = 0;
  #anchor: Anchor | undefined;

  constructor(parts: RowWindowParts, options: RowWindowOptions<R>) {
    this.#parts = parts;
    this.#held = options.held;
    this.#hosts = new RowHosts(parts.body, options);
  }

  /** Whether the last row is in view, or will be brought into view when it changes. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Index of the row that `node` stands in, or -1. */
  indexOf(node: Node): number {
    return this.#hosts.indexOf(node);
  }

  /** Shows `rows`, which differ from the rows before only from `changed` on. */
  update(rows: RowList<R>, changed: number): void {
    // A scroll whose event is still to come must not be undone.
    this.scrolled();
    const hosts = this.#hosts;
    const { last } = hosts;
    const appended = changed >= this.#count;
    hosts.rows = rows;
    this.#count = rows.length;
    if (this.#height === 0) this.#height = this.#parts.scroller.clientHeight;
    if (this.#height === 0) hosts.show(rows.length - 20, rows.length);
    else if (this.#atEnd) {
      if (changed < hosts.first || rows.length - last > this.#room() || hosts.count === 0) this.#showEnd();
      else if (appended) hosts.append(rows.length);
      else hosts.show(hosts.first, rows.length);
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
    const { scrollTop, scrollHeight, clientHeight } = this.#parts.scroller;
    if (Math.abs(scrollTop - this.#scrollTop) < 1) return;
    const distance = scrollHeight - scrollTop - clientHeight;
    this.#atEnd = distance < (scrollTop < this.#scrollTop ? 2 : END_SLACK);
    this.#scrollTop = scrollTop;
    this.#cover();
  }

  /** The scroller or its rows changed their size: what the reader looks at stays where it is. */
  resized(): void {
    const { clientHeight } = this.#parts.scroller;
    if (clientHeight === 0) return;
    this.scrolled();
    const woke = this.#height === 0;
    this.#height = clientHeight;
    if (woke) this.update(this.#hosts.rows, 0);
    else if (this.#atEnd) this.toEnd();
    else {
      if (this.#anchor !== undefined) this.#settle(this.#anchor);
      this.#cover();
    }
  }

  /** Draws the rows in the document again: something that all of them show has changed. */
  redraw(): void {
    this.#hosts.redraw();
    this.resized();
  }

  /** Forgets everything: other rows will come, and are shown from their end. */
  reset(): void {
    this.#hosts.show(0, 0);
    this.#hosts.rows = [];
    this.#count = 0;
    this.#atEnd = true;
    this.#setBefore(0);
    this.#setAfter();
  }

  /** Scrolls to the last row and stays there while rows are appended. */
  toEnd(): void {
    this.#atEnd = true;
    if (this.#hosts.last < this.#count) this.#showEnd();
    const { scroller } = this.#parts;
    scroller.scrollTop = scroller.scrollHeight;
    this.#scrollTop = scroller.scrollTop;
    this.#cover();
  }

  /** Brings row `index` into the document and into view, and returns its element. */
  reveal(index: number): HTMLElement | undefined {
    if (this.#hosts.hostOf(index) === undefined) this.#jump(index, index * this.#guess);
    const host = this.#hosts.hostOf(index);
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

  /** Only the end of the list is in the document: everything above is a guess. */
  #showEnd(): void {
    this.#hosts.show(this.#count - this.#room(), this.#count);
    if (this.#guess === FIRST_GUESS) this.#measure(this.#parts.body.getBoundingClientRect().height);
    this.#setBefore(this.#hosts.first * this.#guess);
    this.#setAfter();
  }

  /** Rows inside or above the window changed while the reader looks at something: that stays where it is. */
  #replace(changed: number): void {
    const hosts = this.#hosts;
    const place = hosts.placeAt(this.#scrollTop - this.#before);
    const anchor = this.#anchorAt(place);
    const shift = changed >= hosts.first ? 0 : hosts.shiftOf(place);
    hosts.show(hosts.first + shift, Math.min(this.#count, hosts.last + shift + 1));
    this.#setAfter();
    if (anchor?.host.isConnected === true) this.#settle(anchor);
    this.#cover();
  }

  /** Extends and trims the window so that the viewport and a stretch around it hold rows. */
  #cover(): void {
    const hosts = this.#hosts;
    if (this.#height === 0 || this.#count === 0) return;
    const overscan = this.#overscan;
    const top = this.#scrollTop;
    const bottom = top + this.#height;
    let { height } = this.#parts.body.getBoundingClientRect();
    if (top > this.#before + height + overscan || bottom < this.#before - overscan || hosts.count === 0) {
      this.#jump(this.#guessIndex(top, height), top);
      return;
    }
    if (hosts.first > 0 && this.#before > top - overscan / 2) {
      while (hosts.first > 0 && this.#before > top - overscan) height += this.#growStart(top - overscan);
    } else if (top - this.#before > overscan * 2 && !this.#held()) height -= this.#trimStart(top - overscan);
    const { last } = hosts;
    if (last < this.#count && this.#before + height < bottom + overscan / 2) {
      while (hosts.last < this.#count && this.#before + height < bottom + overscan) {
        const missing = Math.ceil((bottom + overscan - this.#before - height) / this.#guess);
        hosts.append(Math.min(this.#count, hosts.last + missing));
        ({ height } = this.#parts.body.getBoundingClientRect());
      }
    } else if (this.#before + height > bottom + overscan * 2 && !this.#held()) this.#trimEnd(bottom + overscan);
    if (last !== hosts.last) this.#setAfter();
    this.#settleGuesses();
    this.#anchor = this.#atEnd ? undefined : this.#anchorAt(hosts.placeAt(this.#scrollTop - this.#before));
  }

  /** Puts in rows above, up to content position `limit`; returns their height. */
  #growStart(limit: number): number {
    const hosts = this.#hosts;
    const old = hosts.at(0);
    hosts.prepend(Math.min(hosts.first, Math.ceil((this.#before - limit) / this.#guess)));
    const top = hosts.at(0);
    const grown = old === undefined || top === undefined ? 0 : this.#topOf(old) - this.#topOf(top);
    this.#setBefore(this.#before - grown);
    return grown;
  }

  /** Takes away rows above content position `limit`; returns their height. */
  #trimStart(limit: number): number {
    const count = this.#hosts.placeAt(limit - this.#before);
    const [top, cut] = [this.#hosts.at(0), this.#hosts.at(count)];
    if (count === 0 || top === undefined || cut === undefined) return 0;
    const gone = this.#topOf(cut) - this.#topOf(top);
    this.#hosts.drop(0, count);
    this.#setBefore(this.#before + gone);
    return gone;
  }

  #trimEnd(limit: number): void {
    const keep = this.#hosts.placeAt(limit - this.#before) + 1;
    if (keep < this.#hosts.count) this.#hosts.drop(keep, this.#hosts.count - keep);
  }

  #anchorAt(place: number): Anchor | undefined {
    const host = this.#hosts.at(place);
    return host === undefined ? undefined : { host, top: this.#topOf(host) };
  }

  /** Puts the anchor back to its place in the viewport. */
  #settle({ host, top }: Anchor): void {
    this.#setBefore(this.#before + top - this.#topOf(host));
    this.#settleGuesses();
  }

  /** Where the spacer above cannot be true any more, it is made true, and the scroll position follows it in the same frame. */
  #settleGuesses(): void {
    const { first } = this.#hosts;
    if (first === 0 ? this.#before === 0 : this.#before >= 0) return;
    const shift = first * this.#guess - this.#before;
    this.#setBefore(this.#before + shift);
    const { scroller } = this.#parts;
    scroller.scrollTop += shift;
    this.#scrollTop = scroller.scrollTop;
  }

  /** Which row a scroll position outside the window stands for. */
  #guessIndex(top: number, height: number): number {
    const { first, last } = this.#hosts;
    if (top < this.#before) return Math.floor((first * top) / this.#before);
    const below = (top - this.#before - height) / Math.max(1, this.#after);
    return Math.min(this.#count - 1, last + Math.floor(Math.min(1, below) * (this.#count - last)));
  }

  /** A new window around row `index`, whose top comes to content position `position`. */
  #jump(index: number, position: number): void {
    const hosts = this.#hosts;
    const above = Math.min(index, Math.ceil(this.#overscan / this.#guess));
    hosts.show(index - above, Math.min(this.#count, index + this.#room()));
    this.#measure(this.#parts.body.getBoundingClientRect().height);
    const [top, host] = [hosts.at(0), hosts.hostOf(index)];
    this.#setBefore(top === undefined || host === undefined ? 0 : position - (this.#topOf(host) - this.#topOf(top)));
    this.#setAfter();
    const { scroller } = this.#parts;
    if (Math.abs(scroller.scrollTop - position) > 1) scroller.scrollTop = position;
    this.#scrollTop = scroller.scrollTop;
    this.#settleGuesses();
    this.#anchor = this.#anchorAt(hosts.placeAt(this.#scrollTop - this.#before));
  }

  /** Takes the mean height of the rows in the document as the guess for all others. */
  #measure(height: number): void {
    if (this.#hosts.count > 8 && height > 0) this.#guess = height / this.#hosts.count;
  }

  #setBefore(height: number): void {
    this.#before = Math.min(MAX_SPACER, height);
    this.#parts.before.style.setProperty('block-size', `${Math.max(0, this.#before)}px`);
  }

  #setAfter(): void {
    this.#after = Math.min(MAX_SPACER, (this.#count - this.#hosts.last) * this.#guess);
    this.#parts.after.style.setProperty('block-size', `${this.#after}px`);
  }
}
