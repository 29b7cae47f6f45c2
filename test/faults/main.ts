import { parseArgs } from 'node:util';
import { PROPERTIES, told, tryOut, type PropertyName } from './properties.js';

// `--schedules N --seed S [--property "any fault"] [--path P]`: half of the schedules with any fault, the rest by shares.
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    property: { type: 'string' },
  },
});
const SHARES = { 'any fault': 0.5, 'no loss': 0.2, reopening: 0.3 } as const;
const all = Number(values.schedules);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
let escaped = 0;
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    escaped++;
    console.error('I6: an exception escaped', error);
    process.exitCode = 1;
  });
}
// Every error that is made on the way costs its stack; the message of the one that counts tells enough.
if (all > 1_000) Error.stackTraceLimit = 1;
for (const name of Object.keys(PROPERTIES) as PropertyName[]) {
  if (values.property !== undefined && values.property !== name) continue;
  const share = values.property === undefined ? SHARES[name] : 1;
  const began = performance.now();
  const verdict = await tryOut(name, Math.ceil(all * share), seed, values.path);
  const seconds = (performance.now() - began) / 1000;
  console.log(told(name, verdict));
  console.log(
    `  seed ${seed}, ${seconds.toFixed(1)} s, ${Math.round(verdict.runs / seconds)} schedules/s, ${escaped} escaped`,
  );
  if (verdict.failure !== undefined) process.exitCode = 1;
}
