import type { Message } from '../../src/protocol/message.js';

const STYLE = `
  .windowed { position: relative; block-size: 24rem; overflow-y: auto; overflow-anchor: none; font: 14px/1.4 sans-serif; }
  .windowed .row { contain: layout style; display: flex; gap: 8px; align-items: flex-end; padding: 2px 12px; }
  .windowed .bubble { max-inline-size: 78%; padding: 4px 10px; border-radius: 12px; background: #eef0f3; white-space: pre-wrap; overflow-wrap: anywhere; }
  .windowed time { flex: none; font-size: 12px; color: #566071; }
`;
const OVERSCAN = 300;

/**
 * The limit that `<message-log>` is held against: a list written by hand for one purpose. It keeps only the rows in and above the viewport in the
 * document, one bubble and a time per message, and works once per frame. It has no groups, days, audiences, links, gaps, states, keyboard or
 * accessibility, and only knows the end of the list.
 */
export class WindowedList {
  readonly #scroller = document.createElement('div');
  readonly #spacer = document.createElement('div');
  readonly #body = document.createElement('div');
  readonly #messages: Message[] = [];
  readonly #time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' });
  #shown = 0;
  #above = 0;
  #waiting = false;

  constructor(parent: HTMLElement) {
    const style = document.createElement('style');
    style.textContent = STYLE;
    this.#scroller.className = 'windowed';
    this.#scroller.append(this.#spacer, this.#body);
    parent.append(style, this.#scroller);
  }

  /** Adds messages; they are shown in the next frame. */
  push(...messages: readonly Message[]): void {
    for (const message of messages) this.#messages.push(message);
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#flush();
    });
  }

  #flush(): void {
    const height = this.#scroller.clientHeight;
    // A burst longer than the viewport: only its end.
    const from = Math.max(this.#shown, this.#messages.length - Math.ceil((height + OVERSCAN) / 24));
    if (from > this.#shown) {
      this.#body.replaceChildren();
      this.#above = from * 40;
    }
    for (let at = from; at < this.#messages.length; at += 1)
      this.#body.append(this.#row(this.#messages[at] as Message));
    this.#shown = this.#messages.length;
    if (from > 0 && this.#above === from * 40) this.#spacer.style.height = `${this.#above}px`;
    // The one layout of the frame; everything below reads what it found.
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    const surplus = this.#body.offsetHeight - height - OVERSCAN;
    if (surplus > OVERSCAN / 2) this.#trim(surplus);
  }

  /** Rows far above make room for the spacer; as their heights are known, nothing moves. */
  #trim(surplus: number): void {
    const gone: Element[] = [];
    let height = 0;
    for (const row of this.#body.children) {
      const { offsetHeight } = row as HTMLElement;
      if (height + offsetHeight > surplus) break;
      height += offsetHeight;
      gone.push(row);
    }
    for (const row of gone) row.remove();
    this.#above += height;
    this.#spacer.style.height = `${this.#above}px`;
  }

  #row(message: Message): HTMLElement {
    const row = document.createElement('div');
    row.className = 'row';
    const bubble = document.createElement('div');
    bubble.className = 'bubble';
    bubble.textContent = message.text ?? '';
    const time = document.createElement('time');
    time.textContent = this.#time.format(message.time);
    row.append(bubble, time);
    return row;
  }
}
