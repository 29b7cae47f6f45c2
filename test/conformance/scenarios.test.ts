import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DIALECTS, runDialect, scenariosFor } from '../../src/conformance/run.js';
import { SCENARIOS } from '../../src/conformance/scenarios.js';
import { EVERY_DIALECT } from '../../src/conformance/stage.js';
import { OPERATIONS } from '../../src/protocol/operations.js';
import type { JsonValue } from '../../src/protocol/json.js';
import type { WireRequest } from '../../src/protocol/wire.js';
import { customerOf, membersOf, RIGS, type Rig } from '../contract/rigs.js';

/** An operation as it is on the wire: one of the older API has two kinds. */
const spelt = (...words: readonly (JsonValue | undefined)[]): string =>
  words.filter((word) => typeof word === 'string').join(' ');

/** Notes the operations that anybody asks for on a rig's lines. */
function listening(rig: Rig, asked: Set<string>): Rig {
  return {
    ...rig,
    transportFor: (userName, dialect) => {
      const transport = rig.transportFor(userName, dialect);
      const request = transport.request.bind(transport);
      return Object.assign(transport, {
        request: (one: WireRequest) => {
          const { operationName, notifcation } = one.body ?? {};
          asked.add(spelt(operationName, notifcation));
          return request(one);
        },
      });
    },
  };
}

describe('the list of scenarios', () => {
  it('has a name for each', () => {
    assert.equal(new Set(SCENARIOS.map(({ name }) => name)).size, SCENARIOS.length);
  });

  for (const dialect of EVERY_DIALECT) {
    const { lacks, wire } = DIALECTS[dialect];

    it(`plays every operation of ${dialect}`, () => {
      const played = new Set<string>(scenariosFor(dialect).flatMap(({ operations }) => operations));
      const missing = Object.keys(OPERATIONS).filter((name) => !lacks.some((one) => one === name) && !played.has(name));
      assert.deepEqual(missing, []);
    });

    for (const { name, operations } of scenariosFor(dialect)) {
      it(`“${name}” on ${dialect} asks for what it says it plays`, async () => {
        const asked = new Set<string>();
        const build = RIGS['inside the page'];
        assert.ok(build);
        const rig = listening(await build(), asked);
        try {
          await rig.outside.control({ method: 'POST', path: '/sandbox/capabilities', body: { unlisted: true } });
          const members = membersOf(rig, dialect);
          const customer = customerOf(rig, dialect);
          await runDialect({ dialect, members, customer, timeout: 2000, limit: 20_000, queue: 'Billing', only: name });
          const expected = operations.map((operation) => {
            const form = wire[operation];
            return spelt(form?.name ?? operation, form?.adds?.['notifcation']);
          });
          assert.deepEqual(
            expected.filter((one) => !asked.has(one)),
            [],
          );
        } finally {
          await rig.close();
        }
      });
    }
  }
});
