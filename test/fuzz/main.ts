import { parseArgs } from 'node:util';
import { play } from './play.js';
import { playRaw } from './raw-play.js';

// `--inputs N --seed S [--target decoders|sandbox]`: N inputs for each of them, at most a million to a seed: S, S + 1 …
const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', default: '' },
  },
});
const all = Number(values.inputs);

async function parts(run: (inputs: number, seed: number) => Promise<void> | void): Promise<string> {
  const began = performance.now();
  let left = all;
  for (let seed = Number(values.seed); left > 0; seed++) {
    const inputs = Math.min(left, 1_000_000);
    await run(inputs, seed);
    left -= inputs;
    console.log(`seed ${seed}: ${inputs} inputs, after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  }
  return `${all} inputs in ${((performance.now() - began) / 1_000).toFixed(0)} s`;
}

if (values.target !== 'sandbox') {
  let read = 0;
  let slowest = 0;
  const told = await parts((inputs, seed) => {
    const tally = play(inputs, seed);
    read += tally.read;
    slowest = Math.max(slowest, tally.slowest);
  });
  console.log(`decoders: ${told}: nothing thrown, no prototype changed, nothing beyond its limit`);
  console.log(`  ${read} were read; the slowest took ${slowest.toFixed(2)} ms`);
}
if (values.target !== 'decoders') {
  const told = await parts(async (inputs, seed) => {
    const { statuses, heap, resident } = await playRaw(inputs, seed);
    const answers = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    console.log(`answers by status: ${answers.join(', ')}`);
    console.log(`since the first tenth: heap ${heap.toFixed(1)} MB, process ${resident.toFixed(1)} MB`);
  });
  console.log(`sandbox: ${told}: always answered, nothing broken inside`);
}
