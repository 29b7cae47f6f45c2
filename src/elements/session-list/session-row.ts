import type { OperationName } from '../../protocol/operation-name.js';
import type { SessionStatus } from '../../protocol/session.js';
import type { SessionApi, Unsubscribe } from '../../session/contract.js';
import { audienceOf, type Audience } from '../../state/audience.js';
import { isPending } from '../../state/operation-machine.js';
import { allows, isEnded, lastLineOf, unreadOf } from '../../state/selectors.js';
import { isOwn } from '../../state/own.js';
import { customerName } from '../foundation/session-words.js';
import type { OperationRecord, SessionState } from '../../state/session-state.js';

/** What a row of the list shows of a session. */
export interface SessionRow {
  readonly status: SessionStatus | undefined;
  readonly ended: boolean;
  /** As the server wrote it. */
  readonly customer: string;
  readonly line: string | undefined;
  readonly lineAudience: Audience | undefined;
  readonly lineOwn: boolean;
  readonly time: number | undefined;
  readonly unread: number;
  readonly mode: string | undefined;
  readonly canAccept: boolean;
  readonly canReject: boolean;
  readonly answering: OperationName | undefined;
  readonly operations: readonly OperationRecord[];
}

/** Derives the row of a state. */
export function rowOf(state: SessionState): SessionRow {
  const line = lastLineOf(state);
  const answering = state.operations.find((each) => isAnswer(each) && isPending(each));
  return {
    status: state.status,
    ended: isEnded(state),
    customer: customerName(state),
    line: line?.text ?? line?.url,
    lineAudience: line && audienceOf(line),
    lineOwn: isOwn(state, line?.from),
    time: line?.time ?? state.receivedAt,
    unread: unreadOf(state),
    mode: state.status === 'Invited' ? state.supervisorMode : undefined,
    canAccept: allows(state, 'Accept'),
    canReject: allows(state, 'Reject'),
    answering: answering?.operation,
    operations: state.operations,
  };
}

const isAnswer = ({ operation }: OperationRecord): boolean => operation === 'Accept' || operation === 'Reject';

/** A selector of rows that answers with the same object while nothing that a row shows has changed. */
export function rowSelector(): (state: SessionState) => SessionRow {
  let last: SessionRow | undefined;
  return (state) => {
    const next = rowOf(state);
    if (last === undefined || !sameRow(last, next)) last = next;
    return last;
  };
}

const sameRow = (a: SessionRow, b: SessionRow): boolean =>
  (Object.keys(a) as (keyof SessionRow)[]).every((key) => Object.is(a[key], b[key]));

interface Followed {
  readonly session: SessionApi;
  readonly stop: Unsubscribe;
  row: SessionRow;
}

/** The rows of the sessions on the list; tells when one changes, follows only those that are there, and leaves none behind. */
export class SessionRows {
  readonly #changed: () => void;
  readonly #followed = new Map<string, Followed>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Follows exactly these sessions, and answers with their rows in that order. */
  of(sessions: readonly SessionApi[]): readonly { readonly session: SessionApi; readonly row: SessionRow }[] {
    const wanted = new Set(sessions);
    for (const [id, { session, stop }] of this.#followed) {
      if (wanted.has(session)) continue;
      stop();
      this.#followed.delete(id);
    }
    return sessions.map((session) => this.#followed.get(session.id) ?? this.#follow(session));
  }

  #follow(session: SessionApi): Followed {
    const select = rowSelector();
    const stop = session.subscribe(select, (row) => {
      followed.row = row;
      this.#changed();
    });
    const followed: Followed = { session, stop, row: select(session.state) };
    this.#followed.set(session.id, followed);
    return followed;
  }
}
