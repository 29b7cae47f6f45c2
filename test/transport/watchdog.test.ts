import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemEnvironment } from '../../src/transport/environment.js';
import { watchLifecycle } from '../../src/transport/lifecycle.js';
import { Watchdog } from '../../src/transport/watchdog.js';
import { ManualTimers } from './support/manual-timers.js';

describe('a watchdog', () => {
  const make = () => {
    const timers = new ManualTimers();
    let barks = 0;
    const now = { skew: 0 };
    const environment = { ...systemEnvironment(), ...pick(timers), now: () => timers.time + now.skew };
    return { timers, now, dog: new Watchdog(environment, () => barks++), barks: () => barks };
  };
  const pick = ({ setTimeout, clearTimeout }: ManualTimers) => ({ setTimeout, clearTimeout });

  it('barks once when no sign of life came in time', () => {
    const { timers, dog, barks } = make();
    dog.expect(100);
    timers.pass(100);
    assert.equal(barks(), 0);
    timers.pass(2);
    assert.equal(barks(), 1);
    timers.pass(1_000);
    assert.equal(barks(), 1);
    assert.equal(timers.pending, 0);
  });

  it('is silent while signs of life come, and when it is sent away', () => {
    const { timers, dog, barks } = make();
    for (let turn = 0; turn < 10; turn++) {
      dog.expect(100);
      timers.pass(90);
    }
    dog.stop();
    timers.pass(1_000);
    assert.equal(barks(), 0);
    assert.equal(timers.pending, 0);
  });

  it('does not trust a timer that comes early by the clock', () => {
    const { timers, now, dog, barks } = make();
    dog.expect(100);
    now.skew = -50;
    timers.pass(120);
    assert.equal(barks(), 0);
    timers.pass(40);
    assert.equal(barks(), 1);
  });

  it('knows after a sleep without waiting for a timer', () => {
    const { now, dog, barks } = make();
    dog.expect(100);
    dog.check();
    assert.equal(barks(), 0);
    now.skew = 3_600_000;
    assert.equal(dog.overdue, true);
    dog.check();
    assert.equal(barks(), 1);
    assert.equal(dog.overdue, false);
  });
});

describe('the lifecycle', () => {
  it('hints when the page or the network comes back, and says whether it was away', () => {
    const target = new EventTarget();
    const hints: boolean[] = [];
    const stop = watchLifecycle([target], (slept) => hints.push(slept));
    const tell = (...types: string[]) => types.forEach((type) => target.dispatchEvent(new Event(type)));
    tell('online');
    tell('offline', 'online', 'visibilitychange');
    tell('freeze', 'pagehide', 'resume', 'pageshow');
    assert.deepEqual(hints, [false, true, false, true, false]);
    stop();
    tell('offline', 'online', 'freeze', 'resume');
    assert.equal(hints.length, 5);
  });

  it('gives no hint when the page is hidden, but when a hidden one is resumed', () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
    let hints = 0;
    const stop = watchLifecycle([page], () => hints++);
    page.dispatchEvent(new Event('visibilitychange'));
    assert.equal(hints, 0);
    page.dispatchEvent(new Event('resume'));
    assert.equal(hints, 1);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    assert.equal(hints, 2);
    stop();
  });
});
