import { parseArgs } from 'node:util';
import { startSandbox } from './server.js';

/** More would be a load test of the machine. */
const MAX_FRONT_ENDS = 8;

/** What `--help` prints. */
export const SANDBOX_USAGE = `Usage: sms-session-elements sandbox [options]

Starts a stand-in for Genesys Web Services on 127.0.0.1.

  --port <n>             port to listen on; 0 takes any free one   (default: PORT or 8090)
  --front-ends <n>       nodes over one world, on the ports after it (default: 1)
  --public-origin <url>  where a balancer in front of them is reached
  --seed <n>             same seed, same world                     (default: 1)
  --offer-timeout <ms>   withdraw unanswered invitations           (default: 0, never)
  --allow-origin <url>   a page origin that may call; repeatable
  --help`;

/** The command `sandbox`: resolves with the exit code when the sandbox was told to end. Rejects when it cannot start. */
export async function sandboxCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'front-ends': { type: 'string' },
      'public-origin': { type: 'string' },
      seed: { type: 'string' },
      'offer-timeout': { type: 'string' },
      'allow-origin': { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(SANDBOX_USAGE);
    return 0;
  }
  const port = Number(values.port ?? process.env.PORT ?? 8090);
  const seed = Number(values.seed ?? 1);
  const offerTimeout = Number(values['offer-timeout'] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return fail('--port must be a whole number from 0 to 65535');
  if (!Number.isInteger(seed)) return fail('--seed must be a whole number');
  if (!Number.isFinite(offerTimeout) || offerTimeout < 0) return fail('--offer-timeout must be milliseconds');
  const frontEnds = Number(values['front-ends'] ?? 1);
  if (!Number.isInteger(frontEnds) || frontEnds < 1 || frontEnds > MAX_FRONT_ENDS)
    return fail(`--front-ends must be a whole number from 1 to ${MAX_FRONT_ENDS}`);
  const publicOrigin = values['public-origin'];
  if (publicOrigin !== undefined && (!URL.canParse(publicOrigin) || new URL(publicOrigin).origin !== publicOrigin))
    return fail('--public-origin must be an origin, such as http://127.0.0.1:9000');
  const sandbox = await startSandbox({
    port,
    seed,
    offerTimeout,
    frontEnds,
    allowOrigins: values['allow-origin'] ?? [],
    ...(publicOrigin !== undefined && { publicOrigin }),
  });
  for (const { url } of sandbox.frontEnds) console.log(`sandbox listening on ${url}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await sandbox.close();
  return 0;
}

function fail(reason: string): number {
  console.error(`${reason}\n\n${SANDBOX_USAGE}`);
  return 2;
}
