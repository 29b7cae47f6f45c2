/** How rows become elements. */
export interface RowOptions<R> {
  /** Identity of a row that survives rows being inserted before it. */
  readonly key: (row: R) => string | number;
  /** Fills `host` with `row`; `host` is new or held an older version of the same row. */
  readonly draw: (row: R, host: HTMLElement) => void;
  /** Rows are about to be taken out of the document. */
  readonly leaving: (hosts: readonly HTMLElement[]) => void;
}

/** A list of rows, possibly made only when asked for. It may grow while it is used. */
export interface RowList<R> {
  readonly length: number;
  at(index: number): R | undefined;
}

/** The rows that are in the document: a stretch of a long list, each row in an element of its own inside `body`. */
export class RowHosts<R extends object> {
  /** The whole list. */
  rows: RowList<R> = [];
  readonly #body: HTMLElement;
  readonly #options: RowOptions<R>;
  #first = 0;
  readonly #hosts: HTMLElement[] = [];
  /** What each element shows. */
  readonly #drawn: R[] = [];

  constructor(body: HTMLElement, options: RowOptions<R>) {
    this.#body = body;
    this.#options = options;
  }

  /** Index of the first row in the document. */
  get first(): number {
    return this.#first;
  }
  /** Index after the last row in the document. */
  get last(): number {
    return this.#first + this.#hosts.length;
  }
  get count(): number {
    return this.#hosts.length;
  }

  /** The element that stands at place `at` of those in the document. */
  at(at: number): HTMLElement | undefined {
    return this.#hosts[at];
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

  /** Which place holds the row that stands `offset` pixels below the top of the body. */
  placeAt(offset: number): number {
    const start = this.#body.getBoundingClientRect().top;
    let [low, high] = [0, this.#hosts.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hosts[middle] as HTMLElement).getBoundingClientRect().bottom - start > offset) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low);
  }

  append(end: number): void {
    for (let index = this.last; index < end; index += 1) {
      const host = this.#make(index);
      this.#hosts.push(host);
      this.#drawn.push(this.rows.at(index) as R);
      this.#body.append(host);
    }
  }

  prepend(count: number): void {
    const start = this.#first - count;
    const hosts = Array.from({ length: count }, (_, at) => this.#make(start + at));
    this.#hosts.unshift(...hosts);
    this.#drawn.unshift(...this.#slice(start, this.#first));
    this.#first = start;
    this.#body.prepend(...hosts);
  }

  /** Takes `count` rows out, from place `from` on. */
  drop(from: number, count: number): void {
    this.#remove(this.#hosts.splice(from, count));
    this.#drawn.splice(from, count);
    if (from === 0) this.#first += count;
  }

  /** Makes rows `first` … `end` the ones in the document; rows that are there already keep their elements. */
  show(first: number, end: number): void {
    const { key, draw } = this.#options;
    const old = new Map(this.#drawn.map((row, at) => [key(row), at]));
    const start = Math.max(0, first);
    const rows = this.#slice(start, end);
    const hosts = rows.map((row, place) => {
      const at = old.get(key(row));
      const host = at === undefined ? undefined : this.#hosts[at];
      if (at === undefined || host === undefined) return this.#make(start + place);
      old.delete(key(row));
      if (this.#drawn[at] !== row) draw(row, host);
      return host;
    });
    this.#remove(Array.from(old.values(), (at) => this.#hosts[at] as HTMLElement));
    let place = this.#body.firstChild;
    for (const host of hosts) {
      if (host === place) place = place.nextSibling;
      else this.#body.insertBefore(host, place);
    }
    this.#first = start;
    this.#hosts.splice(0, Infinity, ...hosts);
    this.#drawn.splice(0, Infinity, ...rows);
  }

  redraw(): void {
    this.#hosts.forEach((host, at) => this.#options.draw(this.#drawn[at] as R, host));
  }

  /** By how many places the row at place `at` moved in the list. Rows are inserted in clumps and seldom removed: it is looked for around its place. */
  shiftOf(at: number): number {
    const row = this.#drawn[at];
    if (row === undefined) return 0;
    const wanted = this.#options.key(row);
    const place = this.#first + at;
    for (let step = 0; step < this.rows.length; step += 1) {
      for (const index of [place + step, place - step]) {
        const candidate = index < 0 ? undefined : this.rows.at(index);
        if (candidate !== undefined && this.#options.key(candidate) === wanted) return index - place;
      }
    }
    return 0;
  }

  #slice(start: number, end: number): R[] {
    return Array.from({ length: Math.max(0, end - start) }, (_, at) => this.rows.at(start + at) as R);
  }

  #make(index: number): HTMLElement {
    const host = document.createElement('div');
    this.#options.draw(this.rows.at(index) as R, host);
    return host;
  }

  #remove(hosts: readonly HTMLElement[]): void {
    if (hosts.length > 0) this.#options.leaving(hosts);
    for (const host of hosts) host.remove();
  }
}
