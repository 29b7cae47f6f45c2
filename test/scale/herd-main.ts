import { parseArgs } from 'node:util';
import { runHerd } from './herd.js';

// `--clients N --seed S [--down seconds] [--speed factor]`: without `--down`, servers that are away for 0, 5 and 20 seconds.
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    down: { type: 'string' },
    speed: { type: 'string', default: '1' },
  },
});
const clients = Number(values.clients);
const seed = Number(values.seed);
for (const down of values.down === undefined ? [0, 5, 20] : [Number(values.down)]) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { handshakes, peak, mean, requestPeak, snapshots, live, incomplete } = await runHerd({
    clients,
    seed,
    down,
    speed: Number(values.speed),
    bucket: 1,
  });
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${clients} clients, server away for ${down} s: ${handshakes} handshakes, peak ${peak}/s, mean of the first 30 s ${mean.toFixed(1)}/s, ` +
      `ratio ${(peak / mean).toFixed(2)}; most readings of one log per client and return ${snapshots}; ${incomplete} incomplete`,
  );
  console.log(
    `  live again after ${live.p50.toFixed(1)} s (half), ${live.p95.toFixed(1)} s (95 %), ${live.max.toFixed(1)} s (all); ` +
      `peak of all requests ${requestPeak}/s; seed ${seed}, ${((performance.now() - began) / 1000).toFixed(0)} s, ${((user + system) / 1e6).toFixed(0)} s CPU`,
  );
  if (peak > 3 * mean || snapshots > 1 || incomplete > 0) process.exitCode = 1;
}
