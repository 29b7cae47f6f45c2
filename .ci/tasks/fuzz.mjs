import { runOrExit } from './lib/run.mjs';

// Hostile inputs at the decoders and at the sandbox: `--inputs N --seed S [--target decoders|sandbox]`.
await runOrExit('node', ['--import', 'tsx', 'test/fuzz/main.ts', ...process.argv.slice(2)]);
