import { connect, type Socket } from 'node:net';

/** An HTTP answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A connection that sends bytes, whatever they are. */
export class RawLine {
  readonly #port: number;
  #socket: Socket | undefined;
  #received = Buffer.alloc(0);
  #wake: () => void = () => undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends a request that is whole; its answer, or `undefined` when none came within `patience` milliseconds or the connection was cut. */
  async ask(bytes: Buffer, isHead: boolean, patience: number): Promise<RawAnswer | undefined> {
    const socket = this.#open();
    this.#received = Buffer.alloc(0);
    socket.write(bytes);
    const late = Date.now() + patience;
    for (;;) {
      const answer = parse(this.#received, isHead, socket.destroyed);
      if (answer !== undefined) {
        if (answer.headers.get('connection') === 'close') this.close();
        return answer;
      }
      if (socket.destroyed || socket.readableEnded || Date.now() >= late) break;
      await this.#news(late - Date.now());
    }
    this.close();
    return undefined;
  }

  /** Sends what is no whole request and says that nothing more comes; resolves when the server is done with it. */
  async spoil(bytes: Buffer, patience: number): Promise<void> {
    this.close();
    const socket = this.#open();
    socket.end(bytes);
    const late = Date.now() + patience;
    while (!socket.destroyed && Date.now() < late) await this.#news(late - Date.now());
    this.close();
  }

  /** Sends bytes and is gone. */
  async cut(bytes: Buffer): Promise<void> {
    this.close();
    const socket = this.#open();
    await new Promise<void>((resolve) => {
      socket.write(bytes, () => resolve());
      socket.once('close', () => resolve());
    });
    this.close();
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open(): Socket {
    if (this.#socket !== undefined && !this.#socket.destroyed && !this.#socket.readableEnded) return this.#socket;
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    const wake = (): void => this.#wake();
    socket.on('data', (chunk) => {
      if (socket !== this.#socket) return;
      this.#received = Buffer.concat([this.#received, chunk]);
      wake();
    });
    for (const event of ['end', 'close', 'error']) socket.on(event, wake);
    this.#socket = socket;
    return socket;
  }

  #news(within: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, within));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The answer in `received`, once it is whole. */
function parse(received: Buffer, isHead: boolean, isOver: boolean): RawAnswer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const rest = received.subarray(end + 4);
  if (status < 200) return parse(rest, isHead, isOver);
  if (isHead || status === 204 || status === 304) return { status, headers, body: '' };
  if (headers.get('transfer-encoding') === 'chunked') {
    const body = unchunked(rest);
    return body === undefined ? undefined : { status, headers, body };
  }
  const length = headers.get('content-length');
  if (length === undefined ? !isOver : rest.length < Number(length)) return undefined;
  return { status, headers, body: rest.toString('utf8') };
}

function unchunked(bytes: Buffer): string | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    if (size === 0) return Buffer.concat(parts).toString('utf8');
    if (bytes.length < line + 2 + size + 2) return undefined;
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
