import { expect } from '@open-wc/testing';

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly { readonly tagName?: string; readonly name: string }[];
  }[];
}

const elements = await fetch('/custom-elements.json')
  .then((response) => response.json() as Promise<Manifest>)
  .then(({ modules }) => modules.flatMap(({ declarations }) => declarations))
  .then((declarations) => declarations.flatMap(({ tagName, name }) => (tagName ? [{ tag: tagName, name }] : [])));
/** What a page gets by asking for everything: all but what is imported by name alone. */
const usual = elements.filter(({ tag }) => tag !== 'flight-recorder');

/** A module of the sources, by a path that only the test server knows. */
const load = (path: string): Promise<unknown> => import(path);

const classOf = async (tag: string, name: string): Promise<unknown> => {
  const module = (await load(`/src/elements/${tag}/${tag}.element.ts`)) as Readonly<Record<string, unknown>>;
  return module[name];
};

// In this order: what is once defined stays so.
describe('registration', () => {
  it('knows the elements', () => expect(elements.length).to.be.at.least(9));

  it('does not happen by loading the classes', async () => {
    for (const { tag, name } of elements) {
      expect(await classOf(tag, name), name).to.be.a('function');
      for (const element of elements) expect(customElements.get(element.tag), element.tag).to.equal(undefined);
    }
  });

  it('of one element needs no other', async () => {
    await load('/src/elements/message-log/message-log.ts');
    expect(customElements.get('message-log')).to.equal(await classOf('message-log', 'MessageLogElement'));
    expect(customElements.get('session-list')).to.equal(undefined);
  });

  it('of all happens by define', async () => {
    await load('/src/define.ts');
    for (const { tag, name } of usual) expect(customElements.get(tag), tag).to.equal(await classOf(tag, name));
  });

  it('of what stands apart happens by its own name alone', async () => {
    for (const { tag, name } of elements.filter((each) => !usual.includes(each))) {
      expect(customElements.get(tag), tag).to.equal(undefined);
      await load(`/src/elements/${tag}/${tag}.ts`);
      expect(customElements.get(tag), tag).to.equal(await classOf(tag, name));
    }
  });

  it('twice does no harm', async () => {
    await load('/src/define.ts?again');
    for (const { tag, name } of usual) expect(customElements.get(tag), tag).to.equal(await classOf(tag, name));
  });
});
