#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startSandbox } from './server.js';

const USAGE = `Usage: sms-session-elements sandbox [options]

Starts a stand-in for Genesys Web Services on 127.0.0.1.

  --port <n>             port to listen on; 0 takes any free one   (default: PORT or 8090)
  --seed <n>             same seed, same world                     (default: 1)
  --offer-timeout <ms>   withdraw unanswered invitations           (default: 0, never)
  --allow-origin <url>   a page origin that may call; repeatable
  --help`;

/** Parses the command line and runs the command; resolves with the exit code, or never while the sandbox serves. */
async function main(args: readonly string[]): Promise<number> {
  const [command = 'sandbox', ...rest] = args[0]?.startsWith('-') === true ? ['sandbox', ...args] : args;
  if (command !== 'sandbox') return fail(`Unknown command "${command}"`);
  const { values } = parseArgs({
    args: rest,
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      'offer-timeout': { type: 'string' },
      'allow-origin': { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const port = Number(values.port ?? process.env.PORT ?? 8090);
  const seed = Number(values.seed ?? 1);
  const offerTimeout = Number(values['offer-timeout'] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return fail('--port must be a whole number from 0 to 65535');
  if (!Number.isInteger(seed)) return fail('--seed must be a whole number');
  if (!Number.isFinite(offerTimeout) || offerTimeout < 0) return fail('--offer-timeout must be milliseconds');
  const sandbox = await startSandbox({ port, seed, offerTimeout, allowOrigins: values['allow-origin'] ?? [] });
  console.log(`sandbox listening on ${sandbox.url}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await sandbox.close();
  return 0;
}

function fail(reason: string): number {
  console.error(`${reason}\n\n${USAGE}`);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.exitCode = fail(
    taken ? 'That port is in use; choose another with --port' : error instanceof Error ? error.message : String(error),
  );
}
