import type { GwsErrorCode } from '../protocol/gws-error.js';
import { OPERATIONS } from '../protocol/operations.js';
import { given, isRecord, type Unread } from '../protocol/read.js';
import { TIMINGS, type Timings } from '../session/environment.js';
import {
  FORMAT,
  VERSION,
  type EndEntry,
  type EntryBody,
  type KnownOperation,
  type RecordingEntry,
  type RecordingHeader,
} from './format.js';
import { SESSION_ACTS, WORKSPACE_ACTS } from './taps.js';

/** A recording that was read. */
export interface ParsedRecording {
  readonly header: RecordingHeader;
  /** How things stood where it begins; empty when it begins with the workspace. */
  readonly base: readonly RecordingEntry[];
  /** What happened, in order. */
  readonly entries: readonly RecordingEntry[];
  readonly end?: EndEntry;
  /** Lines that could not be read. */
  readonly skipped: number;
}

/** Why something is no recording that can be replayed. */
export type RecordingProblem = 'empty' | 'not-a-recording' | 'unknown-version' | 'too-large';

/** Longer files, in UTF-16 code units, are not read. */
export const MAX_RECORDING = 64_000_000;
const MAX_LINES = 200_000;
const STATES: readonly string[] = ['idle', 'connecting', 'open', 'broken', 'auth-required', 'stopped'];
const PHASES: readonly unknown[] = ['sending', 'acked', 'confirmed', 'failed', 'unknown'];
const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'];

/** Reads a recording. Total: takes any text, never throws; lines that make no sense are left out and counted. */
export function parseRecording(text: string): ParsedRecording | { readonly problem: RecordingProblem } {
  if (text.length > MAX_RECORDING) return { problem: 'too-large' };
  if (text.trim() === '') return { problem: 'empty' };
  const [first = '', ...lines] = text.split('\n', MAX_LINES + 2);
  if (lines.length > MAX_LINES) return { problem: 'too-large' };
  const said = parsed(first);
  if (!isRecord(said) || said['format'] !== FORMAT) return { problem: 'not-a-recording' };
  if (said['version'] !== VERSION) return { problem: 'unknown-version' };
  const base: RecordingEntry[] = [];
  const entries: RecordingEntry[] = [];
  let end: EndEntry | undefined;
  let skipped = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const entry = readEntry(parsed(line));
    if (entry === undefined) skipped++;
    else if (entry.k === 'end') end = entry;
    else (entry.i === 0 ? base : entries).push(entry);
  }
  return { header: readHeader(said), base, entries, skipped, ...(end && { end }) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function readHeader(said: Unread): RecordingHeader {
  const startedAt = finite(said['startedAt']);
  return {
    format: FORMAT,
    version: VERSION,
    content: said['content'] === 'full' ? 'full' : 'structure',
    dialect: text(said['dialect']) ?? '',
    autoStart: said['autoStart'] === true,
    timings: readTimings(said['timings']),
    ...(startedAt !== undefined && { startedAt }),
    dropped: finite(said['dropped']) ?? 0,
    exact: said['exact'] === true,
  };
}

function readTimings(said: unknown): Timings {
  if (!isRecord(said)) return TIMINGS;
  const read = Object.entries(TIMINGS).map(([name, usual]) => [name, finite(said[name]) ?? (usual as number)] as const);
  const timings = Object.fromEntries(read) as unknown as Timings;
  return { ...timings, gapReadsPerMinute: Math.max(1, Math.min(60, timings.gapReadsPerMinute)) };
}

function readEntry(value: unknown): RecordingEntry | undefined {
  if (!isRecord(value)) return undefined;
  const i = finite(value['i']);
  const t = finite(value['t']);
  const body = readBody(value);
  if (i === undefined || i < 0 || t === undefined || body === undefined) return undefined;
  return { i, t, ...(value['also'] === true && { also: true }), ...body };
}

/** The fields that an entry of its kind must have are as they must be; values from the wire are left to the decoder. */
function readBody(value: Unread): EntryBody | undefined {
  const body = value as unknown as EntryBody;
  const n = finite(value['n']);
  switch (body.k) {
    case 'status': {
      if (!STATES.includes(body.state) || finite(body.generation) === undefined) return undefined;
      const { k, generation } = body;
      return given({ k, state: body.state, generation, code: text(body.code) as GwsErrorCode });
    }
    case 'message':
      return { k: body.k, data: body.data };
    case 'request': {
      const { k, method, path, ids } = body;
      if (n === undefined || !METHODS.includes(method) || text(path) === undefined) return undefined;
      if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) return undefined;
      return given({ k, n, method, path, ids, query: isRecord(body.query) ? body.query : undefined, body: body.body });
    }
    case 'answer': {
      const status = finite(body.status);
      if (n === undefined || status === undefined) return undefined;
      return given({ k: body.k, n, status, body: body.body, retryAfter: finite(body.retryAfter) });
    }
    case 'failure': {
      const code = text(body.code) as GwsErrorCode | undefined;
      if (n === undefined || code === undefined) return undefined;
      const outcomeUnknown = body.outcomeUnknown === true ? (true as const) : undefined;
      return given({ k: body.k, n, code, outcomeUnknown, retryAfter: finite(body.retryAfter) });
    }
    case 'act': {
      const session = text(body.session);
      const acts: object = session === undefined ? { ...WORKSPACE_ACTS, session: [] } : SESSION_ACTS;
      if (typeof body.act !== 'string' || !Object.hasOwn(acts, body.act)) return undefined;
      return given({ k: body.k, act: body.act, session, args: isRecord(body.args) ? body.args : undefined });
    }
    case 'timer': {
      const since = finite(body.since);
      const ms = finite(body.ms);
      if (since === undefined || ms === undefined) return undefined;
      return { k: body.k, since, ms, ...(body.hidden === true && { hidden: true as const }) };
    }
    case 'event':
      if (!isRecord(body.what) || text(body.event) === undefined) return undefined;
      return given({ k: body.k, event: body.event, session: text(body.session), what: body.what });
    case 'known': {
      const seen = finite(body.seen);
      if (text(body.session) === undefined || seen === undefined || !Array.isArray(body.operations)) return undefined;
      return {
        k: body.k,
        session: body.session,
        seen,
        ...(body.stale === true && { stale: true as const }),
        operations: body.operations.filter(isKnownOperation),
      };
    }
    case 'end':
      if (text(body.digest) === undefined || !isRecord(body.parts)) return undefined;
      return { k: body.k, digest: body.digest, parts: body.parts };
    default:
      return undefined;
  }
}

function isKnownOperation(value: unknown): value is KnownOperation {
  if (!isRecord(value)) return false;
  const { operation, phase, afterIndex } = value;
  const isNamed = typeof operation === 'string' && Object.hasOwn(OPERATIONS, operation);
  return isNamed && PHASES.includes(phase) && finite(afterIndex) !== undefined;
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 4_096 ? value : undefined;
}
