import type { SessionApi, WorkspaceApi } from '../session/contract.js';

/** What a host or a person can do with a workspace: methods, and the names of their arguments in a recording. */
export const WORKSPACE_ACTS = {
  connect: [],
  retry: [],
  close: [],
  select: ['sessionId'],
  closeSession: ['sessionId'],
  intrude: ['params'],
  monitor: ['params'],
  cancelMonitoring: ['userId'],
  start: ['params'],
  end: [],
  setReady: ['ready', 'channel'],
} as const;

/** … and with a session. Typing is left out: it changes nothing here, and when somebody pressed a key is nobody's business. */
export const SESSION_ACTS = {
  perform: ['operation', 'params'],
  send: ['text', 'audience'],
  markSeen: [],
  dismiss: ['operationId'],
  typing: ['active', 'audience'],
} as const;

/** A method that was called from outside. */
export interface Act {
  readonly name: string;
  /** The session whose method it is; none: the workspace's. */
  readonly session?: SessionApi;
  readonly args: readonly unknown[];
}

/** Decides about an act: `proceed` does it. */
export type Tap = (act: Act, proceed: () => unknown) => unknown;

type Methods = Readonly<Record<string, readonly string[]>>;

/**
 * Puts `tap` before everything that can be done with a workspace and its sessions. The objects stay the same, so that whoever has one is heard; what
 * the controllers do of themselves, also by their own public methods, is no act. `adopted` hears of each session that is asked for, once. Gives back how
 * to get at sessions without being heard.
 */
export function tapWorkspace(
  workspace: WorkspaceApi,
  tap: Tap,
  { adopted }: { readonly adopted?: (sessionId: string) => void } = {},
): WorkspaceApi['session'] {
  let depth = 0;
  const outermost: Tap = (act, proceed) => {
    if (depth > 0) return proceed();
    return tap(act, () => {
      depth++;
      try {
        return proceed();
      } finally {
        depth--;
      }
    });
  };
  const seen = new WeakSet<SessionApi>();
  const adopt = workspace.session.bind(workspace);
  override(workspace, 'session', (id) => {
    const session = adopt(id as string);
    if (!seen.has(session)) {
      seen.add(session);
      if (depth === 0) adopted?.(session.id);
      put(session, SESSION_ACTS, outermost, session);
    }
    return session;
  });
  put(workspace, WORKSPACE_ACTS, outermost);
  return adopt;
}

function put(target: object, methods: Methods, tap: Tap, session?: SessionApi): void {
  for (const name of Object.keys(methods)) {
    const method = (target as Record<string, (...args: readonly unknown[]) => unknown>)[name]?.bind(target);
    if (method === undefined) continue;
    override(target, name, (...args) => tap({ name, args, ...(session && { session }) }, () => method(...args)));
  }
}

function override(target: object, name: string, value: (...args: readonly unknown[]) => unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}
