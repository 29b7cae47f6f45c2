#!/usr/bin/env node
import process from 'node:process';

const USAGE = `Usage: sms-session-elements <command> [options]

  sandbox    start a stand-in for Genesys Web Services (the default)
  conform    compare a GWS with its documentation, operation by operation
  replay     play a flight recording again, and compare how it ends

Each command explains itself with --help.`;

/** Runs a command. Each brings packages of its own, so only the one that was asked for is loaded. */
async function main(args: readonly string[]): Promise<number> {
  const [command = 'sandbox', ...rest] = args[0]?.startsWith('-') === true ? ['sandbox', ...args] : args;
  switch (command) {
    case 'sandbox':
      return (await import('./sandbox/server/command.js')).sandboxCommand(rest);
    case 'conform':
      return (await import('./conformance/command.js')).conformCommand(rest);
    case 'replay':
      return (await import('./recorder/command.js')).replayCommand(rest);
    default:
      return fail(`Unknown command "${command}"`);
  }
}

function fail(reason: string): number {
  console.error(`${reason}\n\n${USAGE}`);
  return 2;
}

/** What to say of an error that a command did not expect. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'That port is in use; choose another with --port';
  if (code === 'ERR_MODULE_NOT_FOUND') {
    const [, name = ''] = /package '([^']+)'/.exec((error as Error).message) ?? [];
    if (name !== '') return `This command needs the package ${name}: npm install ${name}`;
  }
  return error instanceof Error ? error.message : String(error);
}

const code = await main(process.argv.slice(2)).catch((error: unknown) => fail(reasonOf(error)));
// Everything must have been written; a line that somebody else does not end must not keep us.
process.stdout.write('', () => process.exit(code));
