import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The sandbox as people run it: a process of its own, whose memory is nobody else's. */
export class SandboxProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(): Promise<SandboxProcess> {
    const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', 'test/scale/support/sandbox-main.ts'], {
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    if (child.stdout === null) throw new Error('no output');
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^sandbox listening on (?<url>\S+)$/.exec(line)?.groups?.url;
      if (url !== undefined) return new SandboxProcess(child, url);
    }
    throw new Error('the sandbox did not start');
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Whether it still runs. */
  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resident memory in megabytes. */
  get memory(): number {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.#child.pid)], { encoding: 'utf8' })) / 1024;
  }

  /** Resident memory after the garbage is collected. */
  async memoryAtRest(): Promise<number> {
    this.#child.send('collect');
    await once(this.#child, 'message');
    return this.memory;
  }

  async close(): Promise<void> {
    if (!this.alive) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}
