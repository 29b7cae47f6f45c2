import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runHerd } from './herd.js';

describe('a herd of clients after a restart', () => {
  // Waits are a sixth of the real ones, and few clients need a longer time to count in; `npm run test:herd` is the real thing.
  for (const down of [0, 5]) {
    it(`that took ${down} s comes back spread out, and reads each log once`, async () => {
      const report = await runHerd({ clients: 40, seed: 1, down, speed: 6, bucket: 5 });
      assert.ok(report.handshakes >= 40, `${report.handshakes} handshakes`);
      assert.ok(report.peak <= 3 * report.mean, `peak ${report.peak}, mean ${report.mean} in 5 s`);
      assert.equal(report.snapshots, 1);
      assert.equal(report.incomplete, 0);
    });
  }
});
