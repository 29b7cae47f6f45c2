import fc from 'fast-check';
import { USERS, type Desk, type UserName } from './desk.js';

/** Something that somebody does in a session: what they are offered there, or with `wild` anything anywhere. */
export interface Act {
  readonly kind: 'op';
  readonly user: UserName;
  /** Which of the user's sessions; with `wild`, which of all. */
  readonly nth: number;
  /** Which of the operations. */
  readonly pick: number;
  readonly wild: boolean;
  /** Whether it may be the end of something. */
  readonly bold: boolean;
  readonly target: UserName;
}

/** One thing that happens. Sessions are counted from the newest back. */
export type Step =
  | Act
  | { readonly kind: 'text'; readonly from: string; readonly to: UserName | null }
  | {
      readonly kind: 'intrude';
      readonly user: UserName;
      readonly agent: UserName;
      readonly nth: number;
      readonly mode: string;
    }
  | {
      readonly kind: 'channel';
      readonly user: UserName;
      readonly agent: UserName;
      readonly operation: string;
      readonly scope: string;
    }
  | { readonly kind: 'wait'; readonly ms: number };

export const OPERATIONS = [
  'Accept',
  'Reject',
  'SendMessage',
  'SendUrl',
  'SendStartTypingNotification',
  'SendStopTypingNotification',
  'SendToAgents',
  'SendStartTypingToAgentsNotification',
  'SendStopTypingToAgentsNotification',
  'Consult',
  'Invite',
  'Transfer',
  'TransferToQueue',
  'RemoveParticipantFromConference',
  'Leave',
  'Complete',
  'CompleteToQueue',
  'LeaveAndComplete',
  'SetDisposition',
  'AttachUserData',
  'UpdateUserData',
  'DeleteUserData',
  'SetInFocus',
  'SwitchToMonitor',
  'SwitchToCoach',
  'SwitchToBargeIn',
] as const;

const CANCEL = 'CancelSupervisorMonitoring';
const NOWHERE = '0000UaB58WAR003N';
const user = fc.constantFrom(...USERS);
const nth = fc.nat({ max: 2 });
const mostlySupervisor = fc.oneof(
  { weight: 5, arbitrary: fc.constant('supervisor1' as const) },
  { weight: 1, arbitrary: user },
);

/** Steps of which most have an effect. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      from: fc.constantFrom('+1', '+2'),
      to: fc.option(user),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constant('op' as const),
      user,
      nth,
      pick: fc.nat({ max: 999 }),
      wild: fc.integer({ min: 0, max: 4 }).map((die) => die === 0),
      bold: fc.integer({ min: 0, max: 3 }).map((die) => die === 0),
      target: user,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('intrude' as const),
      user: mostlySupervisor,
      agent: fc.constantFrom('agent1' as const, 'agent2' as const, 'agent3' as const),
      nth,
      mode: fc.constantFrom('Monitor', 'Coach', 'BargeIn', ''),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('channel' as const),
      user: mostlySupervisor,
      agent: user,
      operation: fc.constantFrom('Monitor', 'Coach', 'BargeIn', CANCEL, CANCEL, 'Ready', 'NotReady'),
      scope: fc.constantFrom('NextChat', 'AllChats'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 5_000, 20_000) }) },
);

/** Histories of a useful length. */
export const history = (of: fc.Arbitrary<Step> = step): fc.Arbitrary<Step[]> =>
  fc.array(of, { minLength: 20, maxLength: 80, size: 'max' });

/** The sessions in an order in which they can be counted, and what has been done in them. */
export class Scene {
  readonly desk: Desk;
  readonly sessions: string[] = [];
  /** Accepted operations by name. */
  readonly done = new Map<string, number>();

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** Who does which operation in which session: an act comes down to somebody who holds a session, unless it is wild. */
  resolve(act: Act): { readonly user: UserName; readonly session: string; readonly operation: string } {
    const wild = OPERATIONS[act.pick % OPERATIONS.length] ?? 'Leave';
    const from = USERS.indexOf(act.user);
    const users = act.wild && act.pick % 2 === 0 ? [act.user] : [...USERS.slice(from), ...USERS.slice(0, from)];
    for (const user of users) {
      const held = this.desk.get(user, '/me/smssessions', { fields: '*' }).smssessions ?? [];
      const session = held.at(act.nth % Math.max(held.length, 1));
      if (session === undefined) continue;
      if (act.wild) return { user, session: session.id, operation: wild };
      const offered = (session.capabilities ?? []).filter(
        (each) => act.bold || !/^(Reject|Leave|Complete)$/.test(each),
      );
      // Seldom offered, and the heart of the matter: a mode switch comes first every third time.
      const switches = act.pick % 3 === 0 ? offered.filter((each) => each.startsWith('Switch')) : [];
      const choice = switches.length > 0 ? switches : offered;
      const operation = choice[Math.floor(act.pick / 3) % Math.max(choice.length, 1)] ?? wild;
      const toQueue = act.pick % 5 === 0 && /^(Transfer|Complete)$/.test(operation) ? 'ToQueue' : '';
      return { user, session: session.id, operation: `${operation}${toQueue}` };
    }
    return { user: act.user, session: this.#nth(act.nth), operation: wild };
  }

  #nth(nth: number): string {
    return this.sessions.at(-1 - nth) ?? NOWHERE;
  }

  /** Does one step; `mark` becomes part of every text, so that each can be told apart. Answers the `statusCode`, if there was an answer. */
  take(each: Step, mark: string): number | undefined {
    const { desk } = this;
    switch (each.kind) {
      case 'text': {
        const body = { from: each.from, text: `customer ${mark}`, ...(each.to === null ? {} : { to: each.to }) };
        const { id, statusCode } = desk.control('POST', '/sandbox/sms', body);
        if (id !== undefined && !this.sessions.includes(id)) this.sessions.push(id);
        return statusCode;
      }
      case 'op': {
        const { user: who, session, operation } = this.resolve(each);
        return this.operate(who, session, operation, each.target, mark);
      }
      case 'intrude': {
        const mode = each.mode === '' ? {} : { supervisorVisibilityMode: each.mode };
        const held = desk.get(each.agent, '/me/smssessions', { fields: '*' }).smssessions ?? [];
        const session = held.at(each.nth % Math.max(held.length, 1))?.id ?? this.#nth(each.nth);
        const path = `/users/${desk.id(each.agent)}/smssessions/${session}`;
        return this.#count(
          'Intrude',
          desk.post(each.user, path, { operationName: 'Intrude', ...mode }).body.statusCode,
        );
      }
      case 'channel': {
        const path = `/users/${desk.id(each.agent)}/channels/smssession`;
        const body = { operationName: each.operation, supervisorMonitoringMode: each.scope };
        return this.#count(each.operation, desk.post(each.user, path, body).body.statusCode);
      }
      case 'wait':
        desk.now += each.ms;
        desk.engine.tick();
        return undefined;
    }
  }

  /** One operation with every parameter that it could want. */
  operate(who: UserName, session: string, operation: string, target: UserName, mark: string): number {
    const toQueue = operation.endsWith('ToQueue');
    // Whoever is removed must be there: the last agent whom the caller sees.
    const colleague =
      operation === 'RemoveParticipantFromConference'
        ? this.desk
            .get(who, `/me/smssessions/${session}`)
            .smssession?.participants?.filter((each) => each.uri !== undefined && each.uri !== this.desk.uri(who))
            .at(-1)?.uri
        : undefined;
    const aim = toQueue ? { queueName: 'Support' } : { targetUri: colleague ?? this.desk.uri(target) };
    const params = { ...aim, text: mark, url: mark, disposition: mark, userData: { [mark]: 1 }, keys: [mark] };
    return this.#count(operation, this.desk.op(who, session, operation.replace('ToQueue', ''), params));
  }

  #count(operation: string, code: number): number {
    const name = operation.replace('SwitchBargeIn', 'SwitchToBargeIn');
    if (code === 0) this.done.set(name, (this.done.get(name) ?? 0) + 1);
    return code;
  }
}
