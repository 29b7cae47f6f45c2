import { expect, nextFrame } from '@open-wc/testing';
import { RowWindow } from '../../../src/elements/message-log/row-window.js';

interface Line {
  readonly id: number;
  readonly height: number;
}

/** Heights between 20 and 180 px, the same for the same id. */
const line = (id: number): Line => ({ id, height: 20 + ((id * 7919) % 161) });
const lines = (count: number, from = 1): Line[] => Array.from({ length: count }, (_, at) => line(from + at));

interface Bench {
  readonly scroller: HTMLElement;
  readonly window: RowWindow<Line>;
  drawn: number;
}

const benches: HTMLElement[] = [];

function mount(height = 400): Bench {
  const make = () => document.createElement('div');
  const [scroller, before, body, after] = [make(), make(), make(), make()];
  scroller.style.cssText = `position:relative;overflow-y:auto;overflow-anchor:none;width:300px;height:${height}px`;
  scroller.append(before, body, after);
  document.body.append(scroller);
  benches.push(scroller);
  const bench: Bench = {
    scroller,
    drawn: 0,
    window: new RowWindow<Line>(
      { scroller, before, body, after },
      {
        key: ({ id }) => id,
        draw: (row, host) => {
          bench.drawn += 1;
          host.style.height = `${row.height}px`;
          host.textContent = String(row.id);
        },
        held: () => false,
        leaving: () => undefined,
      },
    ),
  };
  return bench;
}

const rowsOf = ({ scroller }: Bench) => [...(scroller.children[1] as HTMLElement).children] as HTMLElement[];
const topOf = (bench: Bench, host: HTMLElement) =>
  host.getBoundingClientRect().top - bench.scroller.getBoundingClientRect().top;
const visible = (bench: Bench) =>
  rowsOf(bench).filter((host) => {
    const top = topOf(bench, host);
    return top < bench.scroller.clientHeight && top + host.offsetHeight > 0;
  });
const ids = (hosts: readonly HTMLElement[]) => hosts.map((host) => Number(host.textContent));

/** Every pixel of the viewport shows a row, and rows stand in order. */
function expectCovered(bench: Bench): void {
  const shown = visible(bench);
  expect(shown.length).to.be.greaterThan(0);
  expect(topOf(bench, shown[0]!)).to.be.at.most(1);
  expect(topOf(bench, shown.at(-1)!) + shown.at(-1)!.offsetHeight).to.be.at.least(bench.scroller.clientHeight - 1);
  const numbers = ids(rowsOf(bench));
  expect(numbers).to.deep.equal(numbers.map((_, at) => numbers[0]! + at));
}

async function scrollBy(bench: Bench, pixels: number): Promise<void> {
  bench.scroller.scrollTop += pixels;
  await nextFrame();
  bench.window.scrolled();
}

describe('RowWindow', () => {
  afterEach(() => {
    for (const bench of benches.splice(0)) bench.remove();
  });

  for (const count of [10, 1_000, 100_000])
    it(`opens ${count} rows at the end with a bounded number of elements`, () => {
      const bench = mount();
      bench.window.update(lines(count), 0);
      expectCovered(bench);
      expect(ids(visible(bench)).at(-1)).to.equal(count);
      expect(rowsOf(bench).length).to.be.below(60);
    });

  it('draws only what is new when a row is appended at the end', () => {
    const bench = mount();
    const rows = lines(10_000);
    bench.window.update(rows, 0);
    bench.drawn = 0;
    for (let id = 10_001; id <= 10_100; id++) {
      rows.push(line(id));
      bench.window.update(rows, id - 1);
    }
    expect(bench.drawn).to.equal(100);
    expectCovered(bench);
    expect(ids(visible(bench)).at(-1)).to.equal(10_100);
    expect(rowsOf(bench).length).to.be.below(60);
  });

  it('draws a burst once, and only its end', () => {
    const bench = mount();
    const rows = lines(1_000);
    bench.window.update(rows, 0);
    bench.drawn = 0;
    rows.push(...lines(1_000, 1_001));
    bench.window.update(rows, 1_000);
    expect(bench.drawn).to.be.below(60);
    expect(ids(visible(bench)).at(-1)).to.equal(2_000);
  });

  it('scrolls up without moving what the reader sees', async () => {
    const bench = mount();
    bench.window.update(lines(10_000), 0);
    for (let step = 0; step < 60; step++) {
      const mark = visible(bench)[0]!;
      const top = topOf(bench, mark);
      await scrollBy(bench, -150);
      expect(mark.isConnected).to.be.true;
      expect(topOf(bench, mark)).to.be.closeTo(top + 150, 1);
      expectCovered(bench);
      expect(rowsOf(bench).length).to.be.below(80);
    }
    expect(bench.window.atEnd).to.be.false;
  });

  it('reaches the first row by scrolling, and the last again', async () => {
    const bench = mount();
    bench.window.update(lines(300), 0);
    for (let step = 0; step < 300 && bench.scroller.scrollTop > 0; step++) {
      await scrollBy(bench, -350);
      expectCovered(bench);
    }
    expect(ids(visible(bench))[0]).to.equal(1);
    expect(topOf(bench, visible(bench)[0]!)).to.be.closeTo(0, 1);
    for (let step = 0; step < 300 && !bench.window.atEnd; step++) {
      await scrollBy(bench, 350);
      expectCovered(bench);
    }
    expect(ids(visible(bench)).at(-1)).to.equal(300);
  });

  it('jumps anywhere with the scroll bar', async () => {
    const bench = mount();
    bench.window.update(lines(10_000), 0);
    for (const share of [0.5, 0.1, 0.9, 0, 1, 0.3]) {
      bench.scroller.scrollTop = share * (bench.scroller.scrollHeight - bench.scroller.clientHeight);
      await nextFrame();
      bench.window.scrolled();
      expectCovered(bench);
      const [first] = ids(visible(bench));
      expect(first! / 10_000).to.be.closeTo(share, 0.06);
    }
  });

  it('keeps the reader in place while rows are appended, and says so', async () => {
    const bench = mount();
    const rows = lines(1_000);
    bench.window.update(rows, 0);
    await scrollBy(bench, -500);
    const mark = visible(bench)[0]!;
    const top = topOf(bench, mark);
    for (let id = 1_001; id < 1_051; id++) {
      rows.push(line(id));
      bench.window.update(rows, id - 1);
    }
    expect(bench.window.atEnd).to.be.false;
    expect(topOf(bench, mark)).to.be.closeTo(top, 1);
    bench.window.toEnd();
    expectCovered(bench);
    expect(ids(visible(bench)).at(-1)).to.equal(1_050);
  });

  it('keeps the reader in place when a hole above is filled', async () => {
    const bench = mount();
    const rows = [...lines(400), ...lines(600, 451)];
    bench.window.update(rows, 0);
    await scrollBy(bench, -900);
    const mark = visible(bench)[0]!;
    const [top, id] = [topOf(bench, mark), mark.textContent];
    bench.window.update(lines(1_050), 400);
    expect(mark.textContent).to.equal(id);
    expect(mark.isConnected).to.be.true;
    expect(topOf(bench, mark)).to.be.closeTo(top, 1);
    expectCovered(bench);
  });

  it('keeps the reader in place when rows change their size', async () => {
    const bench = mount();
    bench.window.update(lines(1_000), 0);
    await scrollBy(bench, -900);
    const mark = visible(bench)[0]!;
    const top = topOf(bench, mark);
    for (const host of rowsOf(bench)) host.style.height = `${host.offsetHeight * 1.5}px`;
    bench.window.resized();
    expect(topOf(bench, mark)).to.be.closeTo(top, 1);
    expectCovered(bench);
  });

  it('stays at the end when the viewport shrinks or rows grow', () => {
    const bench = mount();
    bench.window.update(lines(1_000), 0);
    bench.scroller.style.height = '200px';
    bench.window.resized();
    expect(ids(visible(bench)).at(-1)).to.equal(1_000);
    for (const host of rowsOf(bench)) host.style.height = `${host.offsetHeight * 1.5}px`;
    bench.window.resized();
    expect(ids(visible(bench)).at(-1)).to.equal(1_000);
    expectCovered(bench);
  });

  it('opens at the end when it was hidden before', () => {
    const bench = mount();
    bench.scroller.style.display = 'none';
    bench.window.update(lines(1_000), 0);
    bench.scroller.style.display = '';
    bench.window.resized();
    expectCovered(bench);
    expect(ids(visible(bench)).at(-1)).to.equal(1_000);
  });

  it('brings any row into view', () => {
    const bench = mount();
    bench.window.update(lines(5_000), 0);
    for (const index of [0, 4_999, 2_500, 2_510, 2_400, 3]) {
      const host = bench.window.reveal(index)!;
      expect(Number(host.textContent)).to.equal(index + 1);
      expect(visible(bench)).to.include(host);
      expectCovered(bench);
    }
  });
});
