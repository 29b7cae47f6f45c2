import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StateStore } from '../../src/state/state-store.js';

interface S {
  readonly a: number;
  readonly b: number;
}
const a = (state: S) => state.a;
const b = (state: S) => state.b;

describe('StateStore', () => {
  it('tells a listener of each change of its slice, and of nothing else', () => {
    const store = new StateStore<S>({ a: 1, b: 1 });
    const heard: number[] = [];
    store.subscribe(a, (slice) => heard.push(slice));
    store.set({ a: 1, b: 2 });
    store.set({ a: 2, b: 2 });
    store.set({ a: 2, b: 3 });
    store.set({ a: NaN, b: 3 });
    store.set({ a: NaN, b: 4 });
    assert.deepEqual(heard, [2, NaN]);
    assert.equal(store.state.b, 4);
  });

  it('asks no selector when the same state is set again', () => {
    const state = { a: 1, b: 1 };
    const store = new StateStore<S>(state);
    let asked = 0;
    store.subscribe(
      () => asked++,
      () => undefined,
    );
    store.set(state);
    assert.equal(asked, 1);
  });

  it('stops at the unsubscription, which may come twice', () => {
    const store = new StateStore<S>({ a: 1, b: 1 });
    const listener = (slice: number) => heard.push(slice);
    const heard: number[] = [];
    const stop = store.subscribe(a, listener);
    store.subscribe(a, listener);
    stop();
    stop();
    store.set({ a: 2, b: 1 });
    assert.deepEqual(heard, [2], 'the same listener stays subscribed by its own subscription');
  });

  it('asks no selector of a subscription that ended, so that a page open all day does not slow down', () => {
    const store = new StateStore<S>({ a: 1, b: 1 });
    const asked: string[] = [];
    const ask = (name: string) =>
      store.subscribe(
        () => asked.push(name),
        () => undefined,
      );
    const stop = ask('ended');
    ask('other');
    stop();
    asked.length = 0;
    store.set({ a: 2, b: 1 });
    assert.deepEqual(asked, ['other']);
  });

  it('lets listeners end subscriptions, their own and others', () => {
    const store = new StateStore<S>({ a: 1, b: 1 });
    const heard: string[] = [];
    const stops: (() => void)[] = [];
    for (const name of ['first', 'second', 'third']) {
      stops.push(
        store.subscribe(a, () => {
          heard.push(name);
          if (name === 'first') stops.slice(0, 2).forEach((stop) => stop());
        }),
      );
    }
    store.set({ a: 2, b: 1 });
    store.set({ a: 3, b: 1 });
    assert.deepEqual(heard, ['first', 'third', 'third']);
  });

  it('does not tell a new listener of the change under way', () => {
    const store = new StateStore<S>({ a: 1, b: 1 });
    const heard: number[] = [];
    const stop = store.subscribe(a, () => {
      stop();
      store.subscribe(a, (slice) => heard.push(slice));
    });
    store.set({ a: 2, b: 1 });
    assert.deepEqual(heard, []);
    store.set({ a: 3, b: 1 });
    assert.deepEqual(heard, [3]);
  });

  it('announces what a listener sets after the round under way, and shows it at once', () => {
    const store = new StateStore<S>({ a: 1, b: 1 });
    const heard: string[] = [];
    store.subscribe(a, (slice) => {
      heard.push(`a${slice}`);
      if (slice === 2) {
        store.set({ ...store.state, b: 5 });
        store.set({ ...store.state, a: 3 });
        assert.deepEqual(store.state, { a: 3, b: 5 }, 'no change is lost');
      }
    });
    store.subscribe(a, (slice) => heard.push(`then a${slice}`));
    store.subscribe(b, (slice) => heard.push(`b${slice}`));
    store.set({ a: 2, b: 1 });
    assert.deepEqual(heard, ['a2', 'then a2', 'a3', 'then a3', 'b5']);
  });

  it('reports what selectors and listeners throw, and goes on', () => {
    const errors: unknown[] = [];
    const store = new StateStore<S>({ a: 1, b: 1 }, (error) => {
      errors.push((error as Error).message);
      throw new Error('of the reporter');
    });
    const heard: number[] = [];
    store.subscribe(a, () => {
      throw new Error('of a listener');
    });
    store.subscribe<number>(
      () => {
        throw new Error('of a selector');
      },
      () => assert.fail(),
    );
    store.subscribe(a, (slice) => heard.push(slice));
    store.set({ a: 2, b: 1 });
    store.set({ a: 3, b: 1 });
    assert.deepEqual(heard, [2, 3]);
    assert.deepEqual(errors, ['of a selector', 'of a listener', 'of a selector', 'of a listener', 'of a selector']);
    const silent = new StateStore<S>({ a: 1, b: 1 });
    silent.subscribe(a, () => {
      throw new Error('nobody hears');
    });
    silent.set({ a: 2, b: 1 });
    assert.equal(silent.state.a, 2);
  });
});
