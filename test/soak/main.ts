import { parseArgs } from 'node:util';
import { work } from './day.js';

// `--hours N --seed S`: so many hours of an agent's work on a virtual clock.
const { values } = parseArgs({
  options: { hours: { type: 'string', default: '72' }, seed: { type: 'string', default: '1' } },
});
const began = performance.now();
const { heap, more, timers, listeners, kept, ...done } = await work(
  Number(values.hours),
  Number(values.seed),
  (line) => {
    console.log(line);
  },
);
console.log(JSON.stringify(done));
console.log(`heap ${heap.toFixed(1)} MB after the first hour, at most ${Math.max(...more).toFixed(2)} MB more later`);
console.log(`after closing: ${timers} timers, ${listeners} listeners, ${kept} sessions or workspaces kept`);
console.log(`seed ${values.seed}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
if (more.some((megabytes) => megabytes >= 2) || timers + listeners + kept > 0) process.exitCode = 1;
