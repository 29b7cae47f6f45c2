import { expect, fixture, fixtureCleanup, nextFrame } from '@open-wc/testing';
import { FIELDS, scene } from './scene.js';
import { BAIT, PAYLOADS, TRAP } from './payloads.js';
import { armTraps, elementsIn, shapeOf } from './traps.js';

const BATCH = 24;
const LINK = '<a href part rel target>';

/** What ordinary words make of all elements: the shapes that templates of ours have. */
async function draw(baits: readonly string[]): Promise<readonly Element[]> {
  const root = await fixture<HTMLElement>(scene(baits));
  await nextFrame();
  await nextFrame();
  // The picker shows what was typed, too.
  const field = root.querySelector('target-picker')?.shadowRoot?.querySelector('input');
  if (field != null) {
    field.value = baits[0] ?? '';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  // The label of a row is made when the arrow keys come to it.
  const log = root.querySelector('sms-session')?.shadowRoot?.querySelector('message-log')?.shadowRoot;
  for (let row = 0; row < 20; row += 1) {
    const key = new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true });
    log?.querySelector('[role=log]')?.dispatchEvent(key);
  }
  await nextFrame();
  return [...elementsIn(root)];
}

/** Texts and attributes of an element itself. */
const wordsOf = (element: Element): readonly string[] => [
  ...[...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '')),
  ...element.getAttributeNames().map((name) => element.getAttribute(name) ?? ''),
];

describe('hostile texts', () => {
  it('would be caught: the traps snap', async () => {
    const traps = armTraps();
    try {
      const place = document.createElement('div');
      place.innerHTML = `<img src=//${BAIT}.invalid/control onerror=${TRAP}(1)>`;
      document.body.append(place);
      await new Promise((resolve) => place.firstElementChild?.addEventListener('error', resolve));
      const { calls, requests } = await traps.sprung();
      expect(calls).to.deep.equal([TRAP]);
      expect(requests).to.not.be.empty;
      place.remove();
    } finally {
      traps.disarm();
    }
  });

  it(`stay texts: ${PAYLOADS.length} payloads in ${FIELDS.length} fields make no element, run nothing, ask for nothing`, async function () {
    this.timeout(60_000);
    expect(PAYLOADS.length).to.be.at.least(500);
    expect(FIELDS.length).to.be.at.least(25);
    const traps = armTraps();
    try {
      const plain = await draw(['Plain words', 'Others']);
      const shapes = new Set(plain.map(shapeOf));
      // The fields do come to the page; most names and texts in several places.
      expect(
        plain.flatMap((element) => wordsOf(element)).filter((text) => text.includes('Plain words')).length,
      ).to.be.above(40);
      const address = location.href;
      const start = performance.now();
      let drawn = 0;
      let links = 0;
      for (let at = 0; at < PAYLOADS.length; at += BATCH) {
        const elements = await draw(PAYLOADS.slice(at, at + BATCH));
        drawn += elements.length;
        for (const element of elements) {
          const shape = shapeOf(element);
          if (shape === LINK) {
            links += 1;
            expect((element as HTMLAnchorElement).protocol).to.match(/^(https?|mailto|tel):$/);
          } else if (!shapes.has(shape)) expect.fail(`a text became ${element.outerHTML.slice(0, 400)}`);
        }
        fixtureCleanup();
      }
      const shown = `${PAYLOADS.length} payloads × ${FIELDS.length} fields: ${drawn} elements (${links} links) drawn in ${Math.round(performance.now() - start)} ms`;
      console.log(shown);
      expect(await traps.sprung()).to.deep.equal({ calls: [], requests: [] });
      expect(location.href).to.equal(address);
      expect(document.title).to.not.include(BAIT);
    } finally {
      traps.disarm();
    }
  });
});
