import { sandboxCommand } from '../../../src/sandbox/server/command.js';

// The command, and besides: whoever started this process may ask for the garbage to be collected before memory is measured.
process.on('message', () => {
  void (globalThis as { gc?: (options: object) => Promise<void> })
    .gc?.({ execution: 'async', type: 'major' })
    .then(() => process.send?.('collected'));
});
process.exitCode = await sandboxCommand(['--port', '0']);
process.disconnect();
