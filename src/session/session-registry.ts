import type { MessagesNotification, SessionNotification } from '../protocol/notification.js';
import type { SessionStatus, SessionUpdate } from '../protocol/session.js';
import { isEnded } from '../state/selectors.js';
import type { DirectOperations } from './direct-operations.js';
import { SessionController, type SessionHome } from './session-controller.js';
import type { SessionLink } from './session-link.js';

const MAX_TOMBSTONES = 500;

/** What the registry tells the workspace. */
export interface RegistryListener {
  /** A session is to be listed. */
  listed(id: string): void;
  /** Changes of a session were committed. */
  changed(session: SessionController): void;
}

/** All sessions by id: made or adopted on demand, kept while they live or anybody uses them, remembered as closed for a while after. */
export class SessionRegistry implements SessionHome {
  readonly link: SessionLink;
  readonly direct: DirectOperations;
  readonly #listener: RegistryListener;
  readonly #sessions = new Map<string, SessionController>();
  readonly #listed = new Set<string>();
  /** Closed sessions, and when to forget them. In the order of closing. */
  readonly #tombstones = new Map<string, number>();
  readonly #touched = new Set<SessionController>();
  readonly #releases = new Map<SessionController, () => void>();
  #userId = '';
  batching = false;

  constructor(link: SessionLink, direct: DirectOperations, listener: RegistryListener) {
    this.link = link;
    this.direct = direct;
    this.#listener = listener;
  }

  /** Through whose eyes everything is seen. Another user sees none of the sessions of the one before: true when they were dropped. */
  see(userId: string): boolean {
    const isOther = this.#userId !== '' && this.#userId !== userId;
    if (isOther) this.clear();
    this.#userId = userId;
    for (const session of this.#sessions.values()) session.see(userId);
    return isOther;
  }

  /** Every session that is known, or asked for. */
  get all(): readonly SessionController[] {
    return [...this.#sessions.values()];
  }

  /** Sessions that the server has told us of and that are not over. */
  get open(): readonly SessionController[] {
    return this.all.filter(({ latest }) => latest.status !== undefined && !isEnded(latest));
  }

  find(id: string): SessionController | undefined {
    return this.#sessions.get(id);
  }

  /** The session of that id, made if need be. Forgotten again when nobody uses it and the server never tells of it. */
  adopt(id: string): SessionController {
    let session = this.#sessions.get(id);
    if (session === undefined) {
      session = new SessionController(id, this.#userId, this);
      this.#sessions.set(id, session);
      this.unused(session);
    }
    return session;
  }

  /** Takes a closed session off the list and ignores what comes late for it. */
  close(id: string): void {
    this.#listed.delete(id);
    this.#tombstones.delete(id);
    this.#tombstones.set(id, this.link.now() + this.link.timings.tombstone);
    for (const oldest of this.#tombstones.keys()) {
      if (this.#tombstones.size <= MAX_TOMBSTONES) break;
      this.#tombstones.delete(oldest);
    }
    const session = this.#sessions.get(id);
    if (session !== undefined) this.unused(session);
  }

  /**
   * Brings a notification to its session. False when it says something that a notification alone cannot be believed: log entries of a session never
   * heard of, or life in one that is over (a late copy, or GWS offers the session again). Then the list has to be read.
   */
  deliver(notification: SessionNotification | MessagesNotification): boolean {
    const id = notification.kind === 'session' ? notification.session.id : notification.sessionId;
    const status = notification.kind === 'session' ? notification.session.status : undefined;
    const isError = notification.kind === 'session' && notification.notificationType === 'Error';
    const session = this.#sessions.get(id);
    const closed = this.#isClosed(id);
    if (closed || (session !== undefined && isEnded(session.latest))) {
      if (status !== undefined && !isFinal(status) && !isError) {
        this.link.count('late');
        return false;
      }
      if (closed) this.link.count('late');
      else session?.receive(notification);
      return true;
    }
    if (session?.latest.status === undefined) {
      if (notification.kind === 'messages') return false;
      if (isError || status === undefined || isFinal(status)) {
        // Nothing to show, but an Intrude of ours may wait for its Error.
        if (isError && session !== undefined) session.receive({ ...notification, session: { id } });
        else this.link.count('unknown-session');
        return true;
      }
      const fresh = this.adopt(id);
      fresh.receive(notification);
      // The history comes after Accept; who is in already may have missed it.
      if (status !== 'Invited') fresh.needsLog();
      return true;
    }
    session.receive(notification);
    return true;
  }

  /** The session that the list shows as alive; `undefined` when it is over. A closed one begins anew: the server offers it again. */
  revive(update: SessionUpdate): SessionController | undefined {
    const known = this.#sessions.get(update.id);
    if (update.status !== undefined && isFinal(update.status)) return this.#isClosed(update.id) ? undefined : known;
    this.#tombstones.delete(update.id);
    if (known !== undefined && isEnded(known.latest)) known.restart();
    return this.adopt(update.id);
  }

  /** Collects all changes that `change` makes and makes each session's known once. */
  batch(change: () => void): void {
    this.batching = true;
    try {
      change();
    } finally {
      this.batching = false;
      const touched = [...this.#touched];
      this.#touched.clear();
      for (const session of touched) session.commit();
    }
  }

  touched(session: SessionController): void {
    if (this.batching) {
      this.#touched.add(session);
      return;
    }
    const { id, latest } = session;
    if (latest.status !== undefined && !this.#listed.has(id) && !this.#isClosed(id)) {
      this.#listed.add(id);
      this.#listener.listed(id);
    }
    this.#listener.changed(session);
  }

  /** After a while without use, a session is forgotten that is not on the list. */
  unused(session: SessionController): void {
    if (this.#listed.has(session.id)) return;
    this.#releases.get(session)?.();
    const cancel = this.link.timers.after(this.link.timings.release, () => {
      this.#releases.delete(session);
      if (this.#listed.has(session.id) || this.#sessions.get(session.id) !== session) return;
      if (session.inUse) this.unused(session);
      else this.#forget(session);
    });
    this.#releases.set(session, cancel);
  }

  /** Forgets everything; what is pending ends as unknown. */
  clear(): void {
    for (const session of this.all) this.#forget(session);
    this.#listed.clear();
    this.#tombstones.clear();
  }

  #forget(session: SessionController): void {
    this.#releases.get(session)?.();
    this.#releases.delete(session);
    session.close();
    this.#sessions.delete(session.id);
  }

  #isClosed(id: string): boolean {
    const until = this.#tombstones.get(id);
    if (until !== undefined && until < this.link.now()) this.#tombstones.delete(id);
    return this.#tombstones.has(id);
  }
}

function isFinal(status: SessionStatus): boolean {
  return status === 'Completed' || status === 'Revoked';
}
