import { spawn } from 'node:child_process';
import path from 'node:path';
import { inRoot, root } from './root.mjs';

const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';

/** The environment in which the project's own tools are found by name. */
const environment = () => ({
  ...process.env,
  [pathKey]: [inRoot('node_modules/.bin'), process.env[pathKey]].join(path.delimiter),
});

/**
 * Runs a program without standard input.
 * @param {string} command `node` is the one that runs now
 * @param {readonly string[]} args
 * @param {{ show?: boolean }} options `show` passes the output through instead of collecting it
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, args, { show = false } = {}) {
  const program = command === 'node' ? process.execPath : command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: environment(),
      // npm and the tools' launchers are scripts on Windows.
      shell: process.platform === 'win32' && command !== 'node',
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ ok: false, output: `${command}: ${error.message}` }));
    child.once('close', (status) => resolve({ ok: status === 0, output }));
  });
}

/**
 * As `run`; ends this process if it fails. `quiet` shows the output only then.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean }} options
 */
export async function runOrExit(command, args, { quiet = false } = {}) {
  const { ok, output } = await run(command, args, { show: !quiet });
  if (ok) return;
  if (output) console.error(output);
  process.exit(1);
}
