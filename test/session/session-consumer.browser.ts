import { ContextProvider, ContextRoot } from '@lit/context';
import { expect, fixture, fixtureCleanup } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { sessionContext } from '../../src/session/contexts.js';
import type { SessionApi } from '../../src/session/contract.js';
import { SessionConsumer } from '../../src/session/session-consumer.js';
import { customer, FakeSession, self } from '../support/fake-session.js';
import { FakeWorkspace } from '../support/fake-workspace.js';

let tags = 0;

/** A provider like `<sms-session>`. */
function makeProvider(): { readonly tag: string; define(): void } {
  class Provider extends LitElement {
    readonly provider = new ContextProvider(this, { context: sessionContext });
    protected override createRenderRoot(): this {
      return this;
    }
    set session(session: SessionApi | undefined) {
      this.provider.setValue(session);
    }
  }
  const tag = `test-provider-${tags++}`;
  return {
    tag,
    define: () => {
      customElements.define(tag, Provider);
    },
  };
}

type ProviderElement = HTMLElement & { session: SessionApi | undefined };

/** An element that shows who takes part, and counts how often it does. */
class People extends LitElement {
  static override properties = { for: {}, controller: { attribute: false } };
  declare for: string | undefined;
  declare controller: SessionApi | undefined;
  renders = 0;
  readonly changes: (string | undefined)[] = [];
  readonly consumer = new SessionConsumer(this, {
    explicit: () => this.controller,
    for: () => this.for,
    changed: (session) => this.changes.push(session?.id),
  });
  readonly people = this.consumer.watch(({ participants }) => participants);

  protected override render(): TemplateResult {
    this.renders++;
    return html`${(this.people.value ?? []).map(({ nickname }) => nickname).join()}`;
  }
  get shown(): string {
    return this.renderRoot.textContent.trim();
  }
}
customElements.define('test-people', People);

const people = (root: ParentNode = document): People => root.querySelector<People>('test-people')!;
const one = (id = 's1'): FakeSession =>
  new FakeSession(id, new FakeWorkspace()).update({ status: 'Chatting', participants: [self, customer] });

/** Puts markup into the page and waits until it is rendered. */
async function page(markup: string): Promise<HTMLElement> {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  root.append(document.createRange().createContextualFragment(markup));
  for (const each of root.querySelectorAll<People>('test-people')) await each.updateComplete;
  return root;
}

describe('finding a session', () => {
  const provider = makeProvider();
  provider.define();
  const { tag } = provider;

  /** A provider with a session around or beside a consumer. */
  async function placed(markup: string, session: SessionApi | undefined = one()): Promise<HTMLElement> {
    const root = await page(markup);
    for (const each of root.querySelectorAll<ProviderElement>(tag)) each.session = session;
    await root.querySelector<People>('test-people')?.updateComplete;
    return root;
  }

  it('takes the one that surrounds it', async () => {
    const root = await placed(`<${tag}><p><test-people></test-people></p></${tag}>`);
    expect(people(root).shown).to.equal('agent1,+15550100');
  });

  it('takes the one that is named, also from outside of it', async () => {
    const root = await placed(`<test-people for="here"></test-people><${tag} id="here"></${tag}>`);
    expect(people(root).shown).to.equal('agent1,+15550100');
  });

  it('takes the one around the element that is named', async () => {
    const root = await placed(`<test-people for="inside"></test-people><${tag}><p id="inside"></p></${tag}>`);
    expect(people(root).shown).to.equal('agent1,+15550100');
  });

  it('prefers the name in its own shadow root, and falls back to the document', async () => {
    const root = await placed(`<${tag} id="far"></${tag}><section></section>`);
    const shadow = root.querySelector('section')!.attachShadow({ mode: 'open' });
    const consumer = new People();
    consumer.for = 'far';
    shadow.append(consumer);
    await consumer.updateComplete;
    expect(consumer.shown).to.equal('agent1,+15550100');
    const near = document.createElement(tag) as ProviderElement;
    near.id = 'far';
    shadow.append(near);
    const other = one('s2').update({ participants: [customer] });
    near.session = other;
    await consumer.updateComplete;
    expect(consumer.shown).to.equal('+15550100');
  });

  it('prefers what the page set, then the name, then its surroundings, at any time', async () => {
    const root = await placed(`<${tag}><test-people></test-people></${tag}>`);
    const consumer = people(root);
    const named = document.createElement(tag) as ProviderElement;
    named.id = 'named';
    root.append(named);
    named.session = one('named');
    consumer.for = 'named';
    await consumer.updateComplete;
    expect(consumer.consumer.value?.id).to.equal('named');
    consumer.controller = one('explicit');
    await consumer.updateComplete;
    expect(consumer.consumer.value?.id).to.equal('explicit');
    consumer.controller = undefined;
    await consumer.updateComplete;
    expect(consumer.consumer.value?.id).to.equal('named');
    consumer.for = undefined;
    await consumer.updateComplete;
    expect(consumer.consumer.value?.id).to.equal('s1');
    consumer.for = 'nobody';
    await consumer.updateComplete;
    expect(consumer.consumer.value).to.equal(undefined);
  });

  it('works before the provider is in the page, whatever finds it', async () => {
    const root = await page(`<test-people for="later"></test-people>`);
    const consumer = people(root);
    expect(consumer.shown).to.equal('');
    const later = document.createElement(tag) as ProviderElement;
    later.id = 'later';
    later.session = one();
    root.append(later);
    await consumer.updateComplete;
    expect(consumer.shown).to.equal('agent1,+15550100');
  });

  for (const withRoot of [false, true]) {
    it(`works before the provider is defined, ${withRoot ? 'with' : 'without'} a ContextRoot`, async () => {
      const root = await fixture<HTMLElement>(html`<div></div>`);
      if (withRoot) new ContextRoot().attach(root);
      const late = makeProvider();
      const outer = document.createElement(late.tag) as ProviderElement;
      outer.id = 'outer';
      outer.append(new People());
      const beside = new People();
      beside.for = 'outer';
      root.append(outer, beside);
      const all = [...root.querySelectorAll<People>('test-people')];
      for (const each of all) await each.updateComplete;
      late.define();
      outer.session = one();
      for (const each of all) {
        await each.updateComplete;
        expect(each.shown).to.equal('agent1,+15550100');
      }
    });
  }

  it('follows its provider to another session and to none', async () => {
    const root = await placed(`<${tag}><test-people></test-people></${tag}>`);
    const consumer = people(root);
    const [first] = [consumer.consumer.value as FakeSession];
    const around = root.querySelector<ProviderElement>(tag)!;
    around.session = one('s2').update({ participants: [customer] });
    await consumer.updateComplete;
    expect(consumer.shown).to.equal('+15550100');
    expect(first.listeners).to.equal(0);
    around.session = undefined;
    await consumer.updateComplete;
    expect(consumer.shown).to.equal('');
    expect(consumer.changes).to.deep.equal(['s1', 's2', undefined]);
  });

  it('drops its session when it leaves every provider, and finds it again when it comes back', async () => {
    const session = one();
    const root = await placed(`<${tag}><test-people></test-people></${tag}><aside></aside>`, session);
    const consumer = people(root);
    root.querySelector('aside')!.append(consumer);
    await consumer.updateComplete;
    expect(consumer.consumer.value).to.equal(undefined);
    expect(consumer.shown).to.equal('');
    expect(session.listeners).to.equal(0);
    session.update({ participants: [customer] });
    root.querySelector(tag)!.append(consumer);
    await consumer.updateComplete;
    expect(consumer.shown).to.equal('+15550100');
    expect(session.listeners).to.equal(1);
    consumer.remove();
    expect(session.listeners).to.equal(0);
    expect(consumer.consumer.value).to.equal(undefined);
  });

  it('changes hands when it moves from one provider into another', async () => {
    const root = await page(`<${tag}><test-people></test-people></${tag}><${tag}></${tag}>`);
    const [first, second] = [...root.querySelectorAll<ProviderElement>(tag)];
    first!.session = one('s1');
    second!.session = one('s2');
    const consumer = people(root);
    second!.append(consumer);
    await consumer.updateComplete;
    expect(consumer.consumer.value?.id).to.equal('s2');
  });

  it('takes a nearer provider that is defined later', async () => {
    const late = makeProvider();
    const root = await placed(`<${tag}><${late.tag}><test-people></test-people></${late.tag}></${tag}>`);
    const consumer = people(root);
    expect(consumer.consumer.value?.id).to.equal('s1');
    late.define();
    root.querySelector<ProviderElement>(late.tag)!.session = one('near');
    await consumer.updateComplete;
    expect(consumer.consumer.value?.id).to.equal('near');
  });
});

describe('rendering', () => {
  it('happens for what is watched, and never for anything else', async () => {
    const session = one();
    const consumer = new People();
    consumer.controller = session;
    (await fixture<HTMLElement>(html`<div></div>`)).append(consumer);
    await consumer.updateComplete;
    const { renders } = consumer;
    for (let i = 0; i < 10; i++) {
      session.says(customer, `line ${i}`);
      await consumer.updateComplete;
    }
    expect(consumer.renders - renders, 'for ten lines').to.equal(0);
    session.update({ participants: [customer] });
    await consumer.updateComplete;
    expect(consumer.renders - renders, 'for one change of participants').to.equal(1);
  });

  it('leaves no subscription and no listener behind', async () => {
    const session = one();
    const root = await fixture<HTMLElement>(html`<div></div>`);
    const consumer = new People();
    consumer.controller = session;
    for (let i = 0; i < 50; i++) {
      root.append(consumer);
      await consumer.updateComplete;
      expect(session.listeners).to.equal(1);
      consumer.remove();
      await consumer.updateComplete;
      expect(session.listeners).to.equal(0);
    }
    fixtureCleanup();
  });
});
