import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult, html as lit } from 'lit';
import { BaseElement } from '../../../src/elements/foundation/base-element.js';
import { defineElement } from '../../../src/elements/foundation/define-element.js';
import { en } from '../../../src/elements/foundation/localization/en.js';
import { registerTranslation } from '../../../src/elements/foundation/localization/localize.js';
import { VERSION } from '../../../src/elements/foundation/version.js';

class WordElement extends BaseElement {
  static override readonly tag = 'test-word';
  protected override render(): TemplateResult {
    return lit`<p>${this.t.terms.close} ${this.language}</p>`;
  }
}

const said = (element: Element): string => element.shadowRoot?.textContent.trim() ?? '';
/** Rendering and mutation observers are both done after a task. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** What is warned while `act` runs. */
function warnings(act: () => void): string[] {
  const told: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => void told.push(text);
  try {
    act();
  } finally {
    console.warn = warn;
  }
  return told;
}

describe('registering an element', () => {
  it('happens when asked for, under its own name', () => {
    expect(customElements.get('test-word')).to.equal(undefined);
    WordElement.define();
    expect(customElements.get('test-word')).to.equal(WordElement);
  });

  it('twice is silent', () => {
    expect(warnings(() => WordElement.define())).to.deep.equal([]);
    const secondCopy = class extends LitElement {
      static readonly version = VERSION;
    };
    expect(warnings(() => defineElement(secondCopy, 'test-word'))).to.deep.equal([]);
    expect(customElements.get('test-word')).to.equal(WordElement);
  });

  it('in another version warns once, with both versions, and leaves the first in place', () => {
    const other = class extends LitElement {
      static readonly version = '9.9.9';
    };
    customElements.define('test-other', other);
    const told = warnings(() => {
      WordElement.define('test-other');
      WordElement.define('test-other');
    });
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('9.9.9').and.to.contain(VERSION);
    expect(customElements.get('test-other')).to.equal(other);
  });

  it('under another name works as well as under its own', async () => {
    WordElement.define('test-word-two');
    const element = await fixture(html`<test-word-two lang="en"></test-word-two>`);
    expect(element).to.be.instanceOf(WordElement);
    expect(said(element)).to.equal('Close en');
  });

  it('under an impossible name warns and does not throw', () => {
    expect(warnings(() => WordElement.define('nodash'))).to.have.length(1);
  });
});

describe('words', () => {
  const german = { ...en, code: 'de', terms: { ...en.terms, close: 'Schließen' } };
  before(() => registerTranslation(german));

  it('follow the nearest language, through shadow roots', async () => {
    const outer = await fixture(html`<div lang="de-AT"></div>`);
    const root = outer.attachShadow({ mode: 'open' });
    const element = new WordElement();
    root.append(element);
    await element.updateComplete;
    expect(said(element)).to.equal('Schließen de-AT');
  });

  it('change with the language of the page, of an ancestor and of the element', async () => {
    const outer = await fixture(html`<div lang="en"><test-word></test-word></div>`);
    const element = outer.querySelector('test-word')!;
    expect(said(element)).to.equal('Close en');
    outer.setAttribute('lang', 'de');
    await settled();
    expect(said(element)).to.equal('Schließen de');
    element.setAttribute('lang', 'en');
    await settled();
    expect(said(element)).to.equal('Close en');
  });

  it('are English where there is no translation', async () => {
    const element = await fixture(html`<test-word lang="xx"></test-word>`);
    expect(said(element)).to.equal('Close xx');
  });

  it('change when a translation comes later', async () => {
    const element = await fixture(html`<test-word lang="eo"></test-word>`);
    registerTranslation({ ...en, code: 'eo', terms: { ...en.terms, close: 'Fermi' } });
    await settled();
    expect(said(element)).to.equal('Fermi eo');
  });
});

describe('looks', () => {
  it('are taken from an ancestor’s custom properties', async () => {
    const outer = await fixture(html`<div><test-word></test-word></div>`);
    (outer as HTMLElement).style.setProperty('--sms-color-text', 'rgb(1, 2, 3)');
    expect(getComputedStyle(outer.querySelector('test-word')!).color).to.equal('rgb(1, 2, 3)');
  });

  it('follow the colour scheme at once', async () => {
    const outer = await fixture<HTMLElement>(html`<div><test-word></test-word></div>`);
    const colour = (): string => getComputedStyle(outer.querySelector('test-word')!).color;
    outer.style.colorScheme = 'light';
    const light = colour();
    outer.style.colorScheme = 'dark';
    expect(colour()).not.to.equal(light);
  });

  it('are denser inside a compact element', async () => {
    const outer = await fixture(html`<test-word density="compact"><test-word></test-word></test-word>`);
    const inner = outer.querySelector('test-word')!;
    outer.shadowRoot!.append(document.createElement('slot'));
    expect(getComputedStyle(inner).fontSize).to.equal('13px');
  });
});
