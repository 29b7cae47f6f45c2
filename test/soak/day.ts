import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import type { SessionApi, Unsubscribe, WorkspaceApi } from '../../src/session/contract.js';
import { createWorkspace } from '../../src/session/workspace-controller.js';
import * as selectors from '../../src/state/selectors.js';
import { Transcript } from '../../src/state/transcript.js';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import { settled, VirtualClock } from '../support/virtual-clock.js';
import { randomBy } from '../whisper/history.js';
import { PageGws } from './page-gws.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const HOUR = 3_600;
const MEGABYTE = 2 ** 20;
/** Sessions that the agent has open at once. */
const AT_ONCE = 5;

/** What hours at work came to. */
export interface SoakTally {
  sessions: number;
  notifications: number;
  /** How often the line was cut, the server forgot us, and tokens were worth nothing any more. */
  cuts: number;
  handshakes: number;
  renewals: number;
  /** How often what shows a session was put away and made anew. */
  views: number;
  /** Megabytes in use after the first hour, and how many more at each later look. */
  heap: number;
  readonly more: number[];
  /** Timers that ran when everything was closed but should not have, listeners likewise, and objects that could not be let go. */
  timers: number;
  listeners: number;
  kept: number;
}

/** An event target that knows how many listeners it has. */
class CountedTarget extends EventTarget {
  readonly #listeners: unknown[] = [];

  get count(): number {
    return this.#listeners.length;
  }

  override addEventListener(...given: Parameters<EventTarget['addEventListener']>): void {
    this.#listeners.push(given[1]);
    super.addEventListener(...given);
  }

  override removeEventListener(...given: Parameters<EventTarget['removeEventListener']>): void {
    const at = this.#listeners.indexOf(given[1]);
    if (at >= 0) this.#listeners.splice(at, 1);
    super.removeEventListener(...given);
  }
}

/** What an element does with a session while it is shown. */
class View {
  readonly #stops: readonly Unsubscribe[];

  constructor(session: SessionApi, userId: string) {
    const transcript = new Transcript({ userId, dayOf: (time) => String(Math.floor(time / 86_400_000)) });
    transcript.update(session.state.log);
    this.#stops = [
      session.subscribe(
        (state) => state.log,
        (log) => void transcript.update(log),
      ),
      session.subscribe(selectors.unreadOf, () => session.markSeen()),
      session.workspace.subscribe(
        (state) => state.connection,
        () => undefined,
      ),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }
}

/** Lets an agent work so many hours on a virtual clock; looks at the heap after the first hour and after each six. */
export async function work(
  hours: number,
  seed: number,
  tell: (line: string) => void = () => undefined,
): Promise<SoakTally> {
  const random = randomBy(seed);
  const clock = new VirtualClock();
  const gws = new PageGws(clock);
  gws.signIn('agent1');
  const hints = new CountedTarget();
  const timer = (run: () => void, delay: number): (() => void) => clock.after(delay, run);
  const clear = (stop: unknown): void => (stop as (() => void) | undefined)?.();
  // CometD takes its timers from there.
  Object.assign(globalThis, { window: { setTimeout: timer, clearTimeout: clear, console } });
  const tally: SoakTally = {
    sessions: 0,
    notifications: 0,
    cuts: 0,
    handshakes: 0,
    renewals: 0,
    views: 0,
    heap: 0,
    more: [],
    timers: 0,
    listeners: 0,
    kept: 0,
  };
  const watched: WeakRef<object>[] = [];
  let ids = 0;
  const open = (): WorkspaceApi =>
    createWorkspace({
      dialect: SMS_SESSION,
      transport: createGwsTransport({
        baseUrl: 'http://gws.test/api/v2',
        topics: SMS_SESSION.topics,
        authorization: () => `Bearer ${gws.token}`,
        fetch: gws.fetch,
        environment: {
          now: clock.now,
          random: () => random(1_000) / 1_000,
          setTimeout: timer,
          clearTimeout: clear,
          hints: [hints],
        },
      }),
      now: clock.now,
      timers: clock,
      random: () => random(1_000) / 1_000,
      newId: () => `operation ${++ids}`,
    });
  const views = new Map<string, { view: View; until: number }>();
  /** Who writes to whom; phones come back with new conversations. */
  const phones: string[] = Array.from({ length: 40 }, (_, at) => `+1555${String(1_000 + at)}`);

  /** One second at the desk. */
  const second = async (desk: WorkspaceApi, at: number, isOver: boolean): Promise<void> => {
    const { sessionIds, connection } = desk.state;
    if (connection.phase === 'auth-required') {
      tally.renewals++;
      desk.retry();
    }
    for (const id of sessionIds) {
      const session = desk.session(id);
      const { status } = session.state;
      if (status === 'Invited') session.perform('Accept', {});
      else if (status === 'Chatting') talk(desk, session, at, isOver);
      else if (status === 'Completed' || status === 'Revoked') leave(desk, id);
    }
    for (const [id] of views) if (!desk.state.sessionIds.includes(id)) leave(desk, id);
    if (!isOver && sessionIds.length < AT_ONCE && random(40) === 0) say(phones[random(phones.length)] ?? '');
    if (random(120) === 0) trouble();
    gws.engine.tick();
    await clock.advance(1_000);
  };
  const say = (from: string): void => {
    gws.engine.control({
      method: 'POST',
      path: '/sandbox/sms',
      body: { from, text: 'hello '.repeat(1 + random(20)), to: 'agent1' },
    });
  };
  const talk = (desk: WorkspaceApi, session: SessionApi, at: number, isOver: boolean): void => {
    let entry = views.get(session.id);
    if (entry === undefined) {
      tally.sessions++;
      watched.push(new WeakRef(session));
      entry = { view: new View(session, desk.state.me?.id ?? ''), until: at + 300 + random(1_800) };
      views.set(session.id, entry);
      desk.select(session.id);
    } else if (random(200) === 0) {
      // Another session is shown, and this one again.
      entry.view.close();
      entry.view = new View(session, desk.state.me?.id ?? '');
      tally.views++;
    }
    const act = random(16);
    if (isOver || at > entry.until) session.perform('Complete', {});
    else if (act === 0) session.send('hello again', 'customer');
    else if (act === 1) session.typing(true, 'customer');
    else if (act < 4) say(String(session.state.userData.get('PhoneNumber')));
  };
  const leave = (desk: WorkspaceApi, id: string): void => {
    views.get(id)?.view.close();
    views.delete(id);
    if (desk.state.sessionIds.includes(id)) desk.closeSession(id);
  };
  const trouble = (): void => {
    const kind = random(6);
    const control = (body: object): void => {
      gws.engine.control({ method: 'POST', path: '/sandbox/faults', body: body as never });
    };
    if (kind < 2) {
      tally.cuts++;
      gws.cut(true);
      clock.after(1_000 + random(30_000), () => gws.cut(false));
    } else if (kind === 2) gws.forget();
    else if (kind === 3) gws.renewTokens();
    else control({ kind: ['drop', 'duplicate', 'delay', 'http'][random(4)], ms: 2_000, status: 503, count: 1 });
  };
  /** The desk is empty and the world is new: only what the page keeps is left. */
  const look = async (desk: WorkspaceApi, at: number): Promise<number> => {
    for (let left = 0; left < 1_200 && (left < 60 || desk.state.sessionIds.length > 0); left++)
      await second(desk, at, true);
    gws.engine.control({ method: 'POST', path: '/sandbox/faults', body: { kind: 'none' } });
    gws.engine.control({ method: 'POST', path: '/sandbox/reset', body: { seed: 1 } });
    // Longer than the page remembers what ended.
    await clock.advance(700_000);
    for (let time = 0; time < 3; time++) {
      await settled();
      collect();
    }
    return process.memoryUsage().heapUsed / MEGABYTE;
  };

  const live = async (): Promise<void> => {
    const workspace = open();
    workspace.connect();
    for (let at = 0; at < hours * HOUR; at++) {
      await second(workspace, at, false);
      if (at + 1 === Math.min(HOUR, (hours * HOUR) / 2)) tally.heap = await look(workspace, at);
      else if ((at + 1) % (6 * HOUR) === 0 || at + 1 === hours * HOUR) {
        tally.more.push((await look(workspace, at)) - tally.heap);
        tell(`hour ${Math.round(at / HOUR)}: ${tally.more.at(-1)?.toFixed(2)} MB more, ${gws.delivered} notifications`);
      }
    }
    tally.notifications = gws.delivered;
    tally.handshakes = gws.handshakes;
    assert.equal(workspace.state.sessionIds.length, 0, 'sessions that nobody could end');
    watched.push(new WeakRef(workspace));
    const closed = workspace.close();
    await clock.advance(60_000);
    await closed;
  };
  await live();
  tally.timers = clock.size;
  tally.listeners = hints.count;
  for (let time = 0; time < 3; time++) {
    await settled();
    collect();
  }
  tally.kept = watched.filter((each) => each.deref() !== undefined).length;
  return tally;
}
