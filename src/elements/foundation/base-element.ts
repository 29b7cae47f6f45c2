import { type CSSResultGroup, type CSSResultOrNative, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls.js';
import { defineElement } from './define-element.js';
import { languageAt, translationFor, unwatchLanguage, watchLanguage } from './localization/localize.js';
import type { Translation } from './localization/translation.js';
import { tokens } from './tokens.js';
import { VERSION } from './version.js';

/** How much air: `compact` for people with many sessions on one screen. */
export type Density = 'comfortable' | 'compact';

/**
 * What all elements share: tokens and controls as adopted sheets, the language and direction of where they stand, and registration that never throws.
 *
 * @attr {'comfortable' | 'compact'} density - How much air; inherited by the elements inside.
 *
 * @cssprop --sms-color-surface - Background of panels and lists.
 * @cssprop --sms-color-surface-raised - Background of dialogs.
 * @cssprop --sms-color-surface-sunken - Background of wells: the log behind bubbles.
 * @cssprop --sms-color-text - Text.
 * @cssprop --sms-color-text-muted - Times, details, second lines.
 * @cssprop --sms-color-border - Boundaries of controls; at least 3 : 1 against the surface.
 * @cssprop --sms-color-accent - Primary acts and the selection.
 * @cssprop --sms-color-on-accent - Text on the accent.
 * @cssprop --sms-color-customer - The customer’s words.
 * @cssprop --sms-color-agent - What agents say to the customer.
 * @cssprop --sms-color-agents-only - What only agents can read.
 * @cssprop --sms-color-supervisor - A supervisor’s presence and controls.
 * @cssprop --sms-color-danger - Failures and what ends something.
 * @cssprop --sms-color-on-danger - Text on the danger colour.
 * @cssprop --sms-color-warning - What needs attention.
 * @cssprop --sms-color-success - What is well.
 * @cssprop --sms-color-focus - The focus ring.
 * @cssprop [--sms-unit=4px] - The grid that all distances are multiples of.
 * @cssprop [--sms-font-size=0.875rem] - Size of text.
 * @cssprop [--sms-font-size-meta=0.75rem] - Size of times and details.
 * @cssprop [--sms-font-size-title=1rem] - Size of headings.
 * @cssprop [--sms-radius=4px] - Corners of controls.
 * @cssprop [--sms-radius-panel=8px] - Corners of panels and dialogs.
 * @cssprop [--sms-radius-bubble=12px] - Corners of bubbles.
 */
export abstract class BaseElement extends LitElement {
  /** Name under which `define()` registers the element. */
  static readonly tag: string;
  /** Version of the library; compared when two copies meet in a page. */
  static readonly version: string = VERSION;

  /** Registers the element, as `tag` unless another name is given. Never throws; a second copy of another version is warned about. */
  static define(tag: string = this.tag, registry?: CustomElementRegistry): void {
    defineElement(this as unknown as CustomElementConstructor, tag, registry);
  }

  /** Puts the tokens and controls under the element's own styles. */
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return super.finalizeStyles([tokens, controls, styles ?? []]);
  }

  /** `lang` and `dir` are the platform's own; a change of either renders anew. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir'];
  }

  /** How much air; inherited by the elements inside. */
  @property({ reflect: true }) density?: Density;

  #language: string | undefined;

  /** BCP 47 tag in force here: for `Intl`. */
  protected get language(): string {
    return (this.#language ??= languageAt(this));
  }

  /** The words, in the language in force here. */
  protected get t(): Translation {
    return translationFor(this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#language = undefined;
    watchLanguage(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unwatchLanguage(this);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang' || name === 'dir') this.languageChanged();
  }

  /** @internal Called when a language of the page changed. */
  languageChanged(): void {
    this.#language = undefined;
    this.requestUpdate();
  }
}
