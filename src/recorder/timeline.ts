import type { JsonValue } from '../protocol/json.js';
import { isRecord, type Unread } from '../protocol/read.js';
import type { WorkspaceApi } from '../session/contract.js';
import type { RecordingEntry } from './format.js';

/** Longest word of a recording that is shown. */
const LONGEST = 64;

/** One entry in the words of the protocol: short, on one line, and without what a terminal or a page could take for more than text. */
export function describeEntry(entry: RecordingEntry): string {
  return [entry.k, ...wordsOf(entry)].filter((word) => word !== '').join(' ');
}

function wordsOf(entry: RecordingEntry): readonly string[] {
  switch (entry.k) {
    case 'status':
      return [clean(entry.state), clean(entry.code)];
    case 'message':
      return messageWords(entry.data);
    case 'request': {
      const ids = [...entry.ids];
      const path = entry.path.replace(/\{\}/g, () => ids.shift() ?? '');
      return [`#${entry.n}`, entry.method, clean(path, 4 * LONGEST), clean(fieldOf(entry.body, 'operationName'))];
    }
    case 'answer':
      return [`#${entry.n}`, String(entry.status), labelled('statusCode', fieldOf(entry.body, 'statusCode'))];
    case 'failure':
      return [`#${entry.n}`, clean(entry.code), entry.outcomeUnknown ? 'outcome unknown' : ''];
    case 'act': {
      const params = fieldOf(entry.args, 'params');
      const of = [fieldOf(entry.args, 'operation'), fieldOf(entry.args, 'audience'), fieldOf(params, 'mode')];
      return [clean(entry.act), ...of.map((word) => clean(word)), clean(entry.session)];
    }
    case 'timer':
      return [`${Math.round(entry.ms)} ms`];
    case 'event':
      return [clean(entry.event), ...Object.values(entry.what).map((word) => clean(word)), clean(entry.session)];
    case 'known':
      return [clean(entry.session)];
    case 'end':
      return [clean(entry.digest)];
  }
}

/** What a notification is about: its types, its session's state, how many entries it brings. */
function messageWords(data: JsonValue): readonly string[] {
  if (!isRecord(data)) return [];
  const values: readonly unknown[] = Object.values(data);
  const resource = values.find((value): value is Unread => isRecord(value) && 'state' in value);
  const messages = data['messages'];
  return [
    clean(data['messageType']),
    clean(data['notificationType']),
    clean(resource?.['state']),
    Array.isArray(messages) ? `${messages.length} ${messages.length === 1 ? 'entry' : 'entries'}` : '',
    clean(resource?.['id']),
  ];
}

/** How one session stands, in numbers and words of the protocol. */
export interface SessionSummary {
  readonly id: string;
  readonly status: string;
  readonly participants: number;
  readonly entries: number;
  readonly unread: number;
  readonly gaps: number;
  readonly userData: number;
  /** Operation and phase. */
  readonly operations: readonly string[];
}

/** How a workspace stands, in numbers and words of the protocol. */
export interface WorkspaceSummary {
  readonly phase: string;
  readonly channels: readonly string[];
  readonly sessions: readonly SessionSummary[];
}

export function summaryOf(workspace: WorkspaceApi): WorkspaceSummary {
  const { connection, channels, sessionIds } = workspace.state;
  return {
    phase: connection.phase,
    channels: channels.map(({ channel, state }) => `${clean(channel)} ${clean(state)}`),
    sessions: sessionIds.map((id) => {
      const { status, participants, log, unread, userData, operations } = workspace.session(id).state;
      return {
        id: clean(id),
        status: clean(status),
        participants: participants.length,
        entries: log.size,
        unread,
        gaps: log.gaps.length,
        userData: userData.size,
        operations: operations.map(({ operation, phase }) => `${clean(operation)} ${phase}`),
      };
    }),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function labelled(label: string, value: unknown): string {
  const word = clean(value);
  return word === '' ? '' : `${label} ${word}`;
}

/** A word of a recording, short and in printable ASCII alone: a file from anywhere must not steer a terminal. Empty for what is no word. */
export function clean(value: unknown, longest = LONGEST): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  return String(value)
    .slice(0, longest)
    .replace(/[^\x20-\x7e]/g, '?');
}
