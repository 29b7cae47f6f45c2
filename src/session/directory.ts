import type { Queue } from '../protocol/queue.js';
import type { User } from '../protocol/user.js';
import type { TargetOption, TargetSource } from './contract.js';
import type { SessionLink } from './session-link.js';

const FRESH = 60_000;

/** The users within reach and the queues, read at most once a minute, as targets to choose from. @see GET /users, QueuesAPI */
export class Directory {
  readonly #link: SessionLink;
  readonly #myId: () => string | undefined;
  #read: Promise<readonly User[]> | undefined;
  #queues: Promise<readonly Queue[]> | undefined;
  #at = 0;

  constructor(link: SessionLink, myId: () => string | undefined) {
    this.#link = link;
    this.#myId = myId;
  }

  /** Rejects with `GwsError`; a failure is not remembered. */
  users(): Promise<readonly User[]> {
    const now = this.#link.now();
    if (this.#read === undefined || Math.abs(now - this.#at) > FRESH) {
      this.#at = now;
      this.#queues = undefined;
      const read = this.#link.client.users();
      this.#read = read;
      read.catch(() => {
        if (this.#read === read) this.#read = undefined;
      });
    }
    return this.#read;
  }

  /** Everybody but oneself who has a uri to be reached at, then the queues that the operation can name: whose name contains what was typed. */
  readonly find: TargetSource = async (query, { operation }) => {
    const words = query.trim().toLowerCase();
    const isMeant = (name: string): boolean => name.toLowerCase().includes(words);
    const users = (await this.users()).flatMap((user): TargetOption[] => {
      const { id, userName, uri } = user;
      const label = [user.firstName, user.lastName].filter(Boolean).join(' ') || userName;
      if (uri === undefined || id === this.#myId() || !isMeant(`${label} ${userName}`)) return [];
      return [{ label, detail: userName, kind: 'user', target: { targetUri: uri } }];
    });
    const { client } = this.#link;
    // Where a target is an agent's bare id, no queue can be named.
    if (client.dialect.wire[operation]?.idParam !== undefined) return users.sort(byLabel);
    // Agents may be refused the list: then they type a name.
    this.#queues ??= client.queues().catch(() => []);
    const queues = (await this.#queues).flatMap(({ id, name, channel }): TargetOption[] => {
      if (channel === 'voice' || !isMeant(name)) return [];
      const target = operation === 'Transfer' ? { queueName: name } : { targetPath: `/queues/${id}` };
      return [{ label: name, kind: 'queue', target }];
    });
    return [...users.sort(byLabel), ...queues.sort(byLabel)];
  };

  /** Another user signed in: their reach is another one. */
  clear(): void {
    this.#read = undefined;
  }
}

const byLabel = (a: TargetOption, b: TargetOption): number => a.label.localeCompare(b.label);
