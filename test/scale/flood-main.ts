import { parseArgs } from 'node:util';
import { runFlood } from './flood.js';

// `--rate N --seconds N`: how a page in Chromium stands a flood of notifications.
const { values } = parseArgs({
  options: { rate: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '60' } },
});
const began = performance.now();
const report = await runFlood({ rate: Number(values.rate), seconds: Number(values.seconds) });
const { sent, wrong, longestTask, tasks, input, heap, caughtUp } = report;
console.log(
  `${sent} messages at ${values.rate}/s: ${wrong.length} logs differ; longest task ${longestTask < 50 ? 'below 50' : longestTask.toFixed(0)} ms ` +
    `(${tasks} of 50 ms or more); all shown ${caughtUp.toFixed(0)} ms after the last was sent`,
);
console.log(
  `  from a key to its frame ${input.p50.toFixed(0)} ms (half), ${input.p95.toFixed(0)} ms (95 %), ${input.max.toFixed(0)} ms (all ${input.count}); ` +
    `heap ${heap.map((each) => each.toFixed(1)).join(', ')} MB; ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
for (const each of wrong) console.log(`  ${each}`);
if (wrong.length > 0 || longestTask >= 50 || input.p95 >= 100) process.exitCode = 1;
