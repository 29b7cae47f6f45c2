import { InputMaker, type Random } from './input.js';
import * as shapes from './raw-shapes.js';
import { randomBy } from '../whisper/history.js';

/** What the fuzzer knows of the world: an input that names nothing real goes nowhere. */
export interface Acquaintance {
  placesOf(user: string): Readonly<Record<shapes.Place, string>>;
  /** `Cookie` and CSRF token by user name, once somebody has signed in. */
  readonly signedIn: ReadonlyMap<string, { readonly cookie: string; readonly token: string }>;
}

/** One input, as bytes. */
export interface RawInput {
  readonly user: string;
  readonly isHead: boolean;
  /** `whole`: must be answered. `poll`: may be kept waiting. `spoilt`: any end will do. `cut`: the client goes before the end. */
  readonly kind: 'whole' | 'poll' | 'spoilt' | 'cut';
  readonly bytes: Buffer;
}

const USERS = ['agent1', 'agent1', 'agent1', 'agent2', 'supervisor1', 'supervisor2'] as const;
const API = '/api/v2';
const PAGES = ['/', '/demo.js', '/bare.html?as=agent1', '/bare.html?as=__proto__', '/..%2fpackage.json', '//', '/%'];
const ODD_METHODS = ['PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PROPFIND'];
const BYTES = ['\0', '\r\n', '\r\n\r\n', '\n', ':', ' ', '\xff', '{', '"', '[', '\\', '%', '\u00e9', '99999999999'];

/** Makes requests as a broken or hostile client might: documented ones with parts exchanged, and bytes that are no request at all. */
export class RawMaker {
  readonly #random: Random;
  readonly #bodies: InputMaker;

  constructor(seed: number) {
    this.#random = randomBy(seed);
    this.#bodies = new InputMaker(seed + 1, [
      ...shapes.TARGETS.flatMap(([, bodies]) => bodies),
      ...shapes.BAYEUX_BODIES,
    ]);
  }

  next(known: Acquaintance): RawInput {
    const random = this.#random;
    const user = this.#pick(USERS);
    const [method, target, body] = this.#request(user);
    const places = known.placesOf(user);
    const placed = (text: string): string =>
      shapes.PLACES.reduce((left, place) => left.replaceAll(place, places[place]), text);
    const [path, plain] = [placed(target), placed(body ?? '')];
    const head = this.#head(user, known, body !== undefined, plain);
    const bytes = Buffer.concat([
      Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n`, 'latin1'),
      Buffer.from(plain),
    ]);
    const isHead = method === 'HEAD';
    const fate = random(40);
    if (fate === 0) return { user, isHead, kind: 'cut', bytes: bytes.subarray(0, random(bytes.length)) };
    if (fate < 8) return { user, isHead, kind: 'spoilt', bytes: this.#spoilt(bytes) };
    return { user, isHead, kind: plain.includes('/meta/connect') ? 'poll' : 'whole', bytes };
  }

  #request(user: string): [method: string, target: string, body: string | undefined] {
    const random = this.#random;
    const method = random(30) === 0 ? this.#pick(ODD_METHODS) : undefined;
    const kind = random(100);
    if (kind < 40) {
      const [paths, bodies] = this.#pick(shapes.TARGETS);
      return [method ?? 'POST', API + this.#pick(paths), this.#body(this.#pick(bodies))];
    }
    if (kind < 60) return [method ?? 'GET', API + this.#pick(shapes.READS), undefined];
    if (kind < 64) return [method ?? 'POST', `${API}/chats`, this.#body(shapes.CUSTOMER_BODIES[0])];
    if (kind < 68) return [method ?? 'POST', `${API}/chats/@chat`, this.#body(this.#pick(shapes.CUSTOMER_BODIES))];
    if (kind < 76) {
      const [path, body] = this.#pick(shapes.CONTROL_BODIES);
      // Resets and restarts end what others began: a few do.
      if (/reset|restart|expire/.test(JSON.stringify([path, body])) && random(20) > 0) return this.#request(user);
      return [method ?? 'POST', path, this.#body(body)];
    }
    if (kind < 80) {
      const what = this.#pick([
        'world',
        'decisions',
        'front-ends',
        'sms/%2B15550100',
        'sms/%',
        'sms/a/b',
        'nothing',
        '',
      ]);
      return [method ?? 'GET', `/sandbox/${what}`, undefined];
    }
    if (kind < 83) return [method ?? 'GET', this.#pick(PAGES), undefined];
    return [method ?? 'POST', `${API}/notifications`, this.#body(this.#pick(shapes.BAYEUX_BODIES))];
  }

  /** Half of them as documented, the rest bent. */
  #body(shape: unknown): string {
    const random = this.#random;
    if (random(2) === 0) return JSON.stringify(shape);
    if (random(8) === 0) return this.#pick(shapes.TEXTS);
    if (random(400) === 0) return JSON.stringify({ operationName: 'SendMessage', text: 'x'.repeat(random(400_000)) });
    const text: unknown = JSON.stringify(this.#bodies.bent(shape));
    return typeof text === 'string' ? text : '';
  }

  #head(user: string, known: Acquaintance, hasBody: boolean, body: string): string {
    const random = this.#random;
    const session = known.signedIn.get(user);
    const lines = ['Host: @host', `Authorization: Basic ${Buffer.from(`${user}:password`).toString('base64')}`];
    if (session !== undefined) lines.push(`Cookie: ${session.cookie}`, `X-CSRF-TOKEN: ${session.token}`);
    if (hasBody) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`);
    if (random(20) === 0) lines.push(`X-Operation-Id: ${random(50)}`);
    if (random(20) === 0) {
      const odd = [
        'Origin: https://evil.example',
        'Origin: null',
        'Cookie: JSESSIONID=__proto__; ; =; BAYEUX_BROWSER',
        'Authorization: Basic',
        'Authorization: Basic %%%',
        'Authorization: Bearer x',
        'Content-Type: text/plain',
        'X-CSRF-TOKEN: x',
        'Sec-Fetch-Site: cross-site',
        'Expect: 100-continue',
        `X-Long: ${'x'.repeat(random(9_000))}`,
      ];
      // A second `Content-Type` or `Authorization` is what Node leaves out; in front it is the first.
      lines.splice(random(2) === 0 ? 1 : lines.length, 0, this.#pick(odd));
    }
    return lines.map((line) => `${line}\r\n`).join('');
  }

  /** Some bytes lost, doubled, moved or exchanged. */
  #spoilt(bytes: Buffer): Buffer {
    const random = this.#random;
    let left = bytes;
    for (let times = random(3); times >= 0; times--) {
      const at = random(left.length);
      const to = Math.min(left.length, at + random(20));
      const between = random(2) === 0 ? Buffer.from(this.#pick(BYTES)) : left.subarray(random(left.length), at);
      left = Buffer.concat([left.subarray(0, at), between, left.subarray(random(3) === 0 ? at : to)]);
    }
    return left;
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#random(list.length)] as T;
  }
}
