import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runDialect, scenariosFor } from '../../src/conformance/run.js';
import { EVERY_DIALECT } from '../../src/conformance/stage.js';
import { customerOf, membersOf, RIGS } from './rigs.js';

for (const [where, build] of Object.entries(RIGS)) {
  for (const dialect of EVERY_DIALECT) {
    describe(`contract of ${dialect}, sandbox ${where}`, () => {
      for (const { name, operations } of scenariosFor(dialect)) {
        it(name, async () => {
          const rig = await build();
          try {
            if (operations.includes('LeaveAndComplete')) {
              await rig.outside.control({ method: 'POST', path: '/sandbox/capabilities', body: { unlisted: true } });
            }
            const report = await runDialect({
              dialect,
              members: membersOf(rig, dialect),
              customer: customerOf(rig, dialect),
              timeout: 5000,
              limit: 60_000,
              queue: 'Billing',
              only: name,
            });
            const scenario = report.scenarios.find((one) => one.name === name);
            assert.equal(scenario?.outcome, 'played', scenario?.reason);
            assert.deepEqual(
              scenario.checks.filter((check) => !check.same),
              [],
            );
          } finally {
            await rig.close();
          }
        });
      }
    });
  }
}
