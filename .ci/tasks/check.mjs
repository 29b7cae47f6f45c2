import { ensureInstalled } from './install.mjs';

// Everything that can be said without running a test.
await ensureInstalled();
const [{ ensureBuilt }, { packageSteps, sourceSteps }, { runSteps }] = await Promise.all([
  import('./build.mjs'),
  import('./lib/check-steps.mjs'),
  import('./lib/steps.mjs'),
]);
await ensureBuilt();
const { failed } = await runSteps([...sourceSteps, ...packageSteps], 2);
process.exitCode = failed > 0 ? 1 : 0;
