import type { User } from '../protocol/user.js';
import type { TargetOption, TargetSource } from './contract.js';
import type { SessionLink } from './session-link.js';

const FRESH = 60_000;

/** The users within reach, read at most once a minute, and as targets to choose from. @see GET /users */
export class Directory {
  readonly #link: SessionLink;
  readonly #myId: () => string | undefined;
  readonly #others: TargetSource | undefined;
  #read: Promise<readonly User[]> | undefined;
  #at = 0;

  constructor(link: SessionLink, myId: () => string | undefined, others?: TargetSource) {
    this.#link = link;
    this.#myId = myId;
    this.#others = others;
  }

  /** Rejects with `GwsError`; a failure is not remembered. */
  users(): Promise<readonly User[]> {
    const now = this.#link.now();
    if (this.#read === undefined || Math.abs(now - this.#at) > FRESH) {
      this.#at = now;
      const read = this.#link.client.users();
      this.#read = read;
      read.catch(() => {
        if (this.#read === read) this.#read = undefined;
      });
    }
    return this.#read;
  }

  /** Everybody but oneself whose name contains what was typed and who has a uri to be reached at; then what else there is. */
  readonly find: TargetSource = async (query, how) => {
    const words = query.trim().toLowerCase();
    const options = (await this.users()).flatMap((user): TargetOption[] => {
      const { id, userName, uri } = user;
      const label = [user.firstName, user.lastName].filter(Boolean).join(' ') || userName;
      if (uri === undefined || id === this.#myId() || !`${label} ${userName}`.toLowerCase().includes(words)) return [];
      return [{ label, detail: userName, kind: 'user', target: { targetUri: uri } }];
    });
    options.sort((a, b) => a.label.localeCompare(b.label));
    return [...options, ...((await this.#others?.(query, how)) ?? [])];
  };

  /** Another user signed in: their reach is another one. */
  clear(): void {
    this.#read = undefined;
  }
}
