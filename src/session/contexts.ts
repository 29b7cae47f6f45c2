import { createContext } from '@lit/context';
import type { SessionApi, WorkspaceApi } from './contract.js';

/*
 * Keys are registered symbols with a major version, so that two copies of this library on one page understand each other; values are therefore
 * used by their interface, never by `instanceof`. A value is a stable controller: change travels by subscription to slices of its state.
 */

/** The workspace of the signed-in user, provided by `<gws-workspace>`. */
export const workspaceContext = createContext<WorkspaceApi | undefined>(Symbol.for('sms-session-elements/workspace/1'));

/** The session that a part of the page is about, provided by `<sms-session>`. */
export const sessionContext = createContext<SessionApi | undefined>(Symbol.for('sms-session-elements/session/1'));
