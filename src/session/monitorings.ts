import type { OperationCall } from '../protocol/operation-params.js';
import type { SessionState } from '../state/session-state.js';
import type { Monitoring, OperationHandle } from './contract.js';
import type { DirectOperations } from './direct-operations.js';

/**
 * Which agents one monitors. GWS never tells: no notification, no resource; so this is our own record of what was accepted. It is lost with the page,
 * and wrong when monitoring is changed elsewhere; arming and cancelling work all the same. @see SMSMonitor, CancelSupervisorMonitoring
 */
export class Monitorings {
  readonly #direct: DirectOperations;
  readonly #get: () => readonly Monitoring[];
  readonly #set: (list: readonly Monitoring[]) => void;

  constructor(direct: DirectOperations, get: () => readonly Monitoring[], set: (list: readonly Monitoring[]) => void) {
    this.#direct = direct;
    this.#get = get;
    this.#set = set;
  }

  arm({ userId, mode, scope }: Omit<Monitoring, 'phase'>, source?: EventTarget): OperationHandle {
    const params = { userId, supervisorMonitoringMode: scope };
    return this.#ask(
      { operation: mode, params } as OperationCall,
      { userId, mode, scope, phase: 'arming' },
      'armed',
      source,
    );
  }

  cancel(userId: string, source?: EventTarget): OperationHandle {
    const known = this.#get().find((each) => each.userId === userId);
    const call = { operation: 'CancelSupervisorMonitoring', params: { userId } } as const;
    return this.#ask(call, known && { ...known, phase: 'canceling' }, undefined, source);
  }

  /** `NextChat` covers one session: the first that brings a watched agent without having been intruded upon. */
  sessionChanged({ supervisorMode, participants, operations }: SessionState): void {
    if (supervisorMode === undefined || operations.some(({ operation }) => operation === 'Intrude')) return;
    const used = (each: Monitoring): boolean =>
      each.scope === 'NextChat' && participants.some(({ userId }) => userId === each.userId);
    const list = this.#get();
    if (list.some(used)) this.#set(list.filter((each) => !used(each)));
  }

  /** `during` is the entry while the answer is awaited, `after` its phase once accepted; without it the entry goes. */
  #ask(
    call: OperationCall,
    during: Monitoring | undefined,
    after: 'armed' | undefined,
    source: EventTarget | undefined,
  ): OperationHandle {
    const { userId } = call.params as { userId: string };
    const before = this.#get().find((each) => each.userId === userId);
    const asked = { yet: false };
    const handle = this.#direct.perform(call, `monitoring ${userId}`, source, () => {
      asked.yet = true;
      this.#put(userId, during);
    });
    if (!asked.yet) return handle;
    const finished = handle.finished.then((outcome) => {
      const { phase, error } = outcome;
      // Refused because nothing is armed: then it is gone.
      const gone = after === undefined && (error?.code === 'invalid-state' || error?.code === 'not-found');
      if (phase === 'confirmed' || gone) this.#put(userId, after && during && { ...during, phase: after });
      else if (phase === 'failed') this.#put(userId, before);
      else this.#put(userId, during && { ...during, phase: 'unknown' });
      return outcome;
    });
    return { ...handle, finished };
  }

  #put(userId: string, entry: Monitoring | undefined): void {
    const list = this.#get();
    const at = list.findIndex((each) => each.userId === userId);
    if (at < 0) this.#set(entry ? [...list, entry] : list);
    else this.#set(list.flatMap((each, i) => (i === at ? (entry ?? []) : each)));
  }
}
