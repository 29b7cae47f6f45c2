import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { TargetOption, TargetSource } from '../../session/contract.js';
import { operationWord } from '../foundation/error-text.js';
import { iconAlert, iconLink, iconPerson, iconQueue } from '../foundation/icons.js';
import { SessionElement } from '../foundation/session-element.js';
import { safeName } from '../foundation/text.js';
import { freeQueue, freeTarget } from './free-target.js';
import { TargetPickEvent } from './target-pick-event.js';
import { TargetSearch } from './target-search.js';
import { styles } from './target-picker.styles.js';

/** More than anybody reads; whoever wants another types on. */
const SHOWN = 50;

/**
 * Whom to consult, invite or transfer to: names from a directory, or a typed address; confirmed by a button named after the operation.
 *
 * @tag target-picker
 * @slot actions - Beside the confirm button, e.g. a Cancel button.
 * @fires {TargetPickEvent} target-pick - Somebody was chosen and confirmed. Does not bubble.
 * @csspart input - The text field.
 * @csspart options - The list of people and queues.
 * @csspart option - One of them.
 * @csspart confirm - The button named after the operation.
 */
export class TargetPickerElement extends SessionElement {
  static override readonly tag = 'target-picker';
  static override styles: CSSResultGroup = styles;
  static override shadowRootOptions: ShadowRootInit = { ...SessionElement.shadowRootOptions, delegatesFocus: true };

  /** What is to be done with the one chosen: names the button, and is told to the source. */
  @property() operation: 'Consult' | 'Invite' | 'Transfer' = 'Consult';

  /** Where names come from; default the workspace's directory. */
  @property({ attribute: false }) source?: TargetSource;

  readonly #search = new TargetSearch(this);
  #text = '';
  #chosen: TargetOption | undefined;
  #active = -1;
  #asked: TargetSource | undefined;
  /** The person confirmed without having chosen. */
  #missing = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const source = this.#source;
    if (source === undefined || (source === this.#asked && !changed.has('operation'))) return;
    this.#asked = source;
    this.#ask(true);
  }

  protected override firstUpdated(): void {
    // One listener for all options. Keys reach them through the text field: aria-activedescendant.
    this.renderRoot.addEventListener('click', this.#pick);
  }

  protected override updated(): void {
    this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  get #source(): TargetSource | undefined {
    return this.source ?? this.session?.workspace.directory;
  }

  /** What can be chosen now; none while one is chosen. */
  get #options(): readonly TargetOption[] {
    if (this.#chosen !== undefined) return [];
    const found = this.#search.options.slice(0, SHOWN);
    const free = freeTarget(this.#text) ?? freeQueue(this.#text, this.operation);
    const isThere = found.some(({ kind, label }) => kind === free?.kind && label === free.label);
    return free === undefined || isThere ? found : [...found, free];
  }

  protected override render(): TemplateResult {
    const { picker } = this.t;
    const options = this.#options;
    const active = options[this.#active] === undefined ? nothing : `option-${this.#active}`;
    return html`<label class="label" id="label" for="to">${picker.to}</label>
      <input
        class="field"
        part="input"
        id="to"
        type="text"
        role="combobox"
        aria-labelledby="label"
        aria-autocomplete="list"
        aria-controls="options"
        aria-expanded=${options.length > 0 ? 'true' : 'false'}
        aria-activedescendant=${active}
        aria-describedby="hint"
        aria-invalid=${this.#missing ? 'true' : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        dir="auto"
        placeholder=${picker.placeholder}
        .value=${this.#text}
        @input=${this.#type}
        @keydown=${this.#steer}
      />
      <div class="room">
        <ul
          id="options"
          part="options"
          role="listbox"
          aria-label=${picker.options}
          ?hidden=${options.length === 0}
          @pointerdown=${(event: Event) => event.preventDefault()}
        >
          ${options.map((option, at) => this.#renderOption(option, at))}
        </ul>
        <p id="hint" class="hint" role="status">${this.#hint()}</p>
      </div>
      <div class="actions">
        <slot name="actions"></slot>
        <button class="button filled" part="confirm" type="button" @click=${this.#confirm}>
          ${operationWord(this.t, this.operation)}
        </button>
      </div>`;
  }

  #renderOption(option: TargetOption, at: number): TemplateResult {
    const { picker } = this.t;
    const isQueue = option.kind === 'queue';
    const name = safeName(option.label);
    const free = this.#search.options.includes(option) ? undefined : isQueue ? picker.freeQueue : picker.freeTarget;
    const detail = option.detail ?? (isQueue && free === undefined ? picker.queue : undefined);
    return html`<li
      class="option ${at === this.#active ? 'active' : ''}"
      part="option"
      id="option-${at}"
      role="option"
      aria-selected=${at === this.#active ? 'true' : 'false'}
      data-at=${at}
    >
      ${isQueue ? iconQueue : free === undefined ? iconPerson : iconLink}
      <span class="name"><bdi>${free?.(name) ?? name}</bdi></span>
      ${detail === undefined ? nothing : html`<span class="detail"><bdi>${safeName(detail)}</bdi></span>`}
    </li>`;
  }

  #hint(): TemplateResult | string | typeof nothing {
    const { picker } = this.t;
    // What is offered for having been typed was not found.
    const count = this.#search.options.length + (freeTarget(this.#text) === undefined ? 0 : 1);
    if (this.#missing) return html`${iconAlert} ${picker.choose}`;
    if (this.#chosen !== undefined) return nothing;
    if (this.#search.busy || this.#source === undefined) return picker.searching;
    if (this.#search.failed) return html`${iconAlert} ${picker.failed}`;
    if (count === 0) return picker.nobody;
    const hidden = this.#search.options.length - SHOWN;
    return hidden > 0 ? picker.more(hidden) : html`<span class="visually-hidden">${picker.results(count)}</span>`;
  }

  #ask(soon: boolean): void {
    if (this.#asked !== undefined) this.#search.ask(this.#asked, this.#text.trim(), this.operation, soon);
  }

  readonly #type = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#chosen = undefined;
    this.#missing = false;
    this.#active = -1;
    this.#ask(false);
    this.requestUpdate();
  };

  readonly #steer = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const count = this.#options.length;
    const option = this.#options[this.#active];
    if (event.key === 'Enter') {
      event.preventDefault();
      if (option === undefined) void this.#confirm();
      else this.#choose(option);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      const down = event.key === 'ArrowDown';
      this.#active = this.#active === -1 && !down ? count - 1 : (this.#active + (down ? 1 : -1) + count) % count;
      this.requestUpdate();
    }
  };

  readonly #pick = (event: Event): void => {
    const at = (event.target as Element).closest<HTMLElement>('.option')?.dataset.at;
    const option = at === undefined ? undefined : this.#options[Number(at)];
    if (option !== undefined) this.#choose(option);
  };

  #choose(option: TargetOption): void {
    this.#chosen = option;
    this.#text = option.label;
    this.#active = -1;
    this.#missing = false;
    this.requestUpdate();
  }

  readonly #confirm = async (): Promise<void> => {
    // Whoever types a whole name and confirms at once means that name.
    if (this.#chosen === undefined) await this.#search.finished;
    const chosen = this.#chosen ?? this.#exact() ?? freeTarget(this.#text);
    if (chosen === undefined) {
      this.#missing = true;
      this.requestUpdate();
      this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
      return;
    }
    this.#choose(chosen);
    this.dispatchEvent(new TargetPickEvent(chosen));
  };

  /** The only option of exactly that name; of two people with one name nobody is chosen by name. */
  #exact(): TargetOption | undefined {
    const typed = this.#text.trim().toLowerCase();
    if (typed === '') return undefined;
    const same = this.#search.options.filter(
      ({ label, detail }) => label.toLowerCase() === typed || detail?.toLowerCase() === typed,
    );
    return same.length === 1 ? same[0] : undefined;
  }
}
