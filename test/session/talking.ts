import { GwsError } from '../../src/protocol/gws-error.js';
import type { SentRequest } from '../support/scripted-transport.js';
import { Desk } from './desk.js';
import { chatting } from './wire.js';

/** Where operations on the session `s1` are posted. */
export const POST = 'POST /me/smssessions/s1';

/** An answer that never came: the request may have been executed. */
export const lost = (code: 'network' | 'timeout' | 'bad-answer' = 'network'): GwsError =>
  new GwsError(code, { outcomeUnknown: true });

/** A desk on which the conversation `s1` is open; `rest` changes what the server says of it. */
export async function talking(rest = {}): Promise<Desk> {
  const desk = new Desk();
  await desk.with(chatting('s1', rest));
  return desk;
}

/** Leaves a POST open. */
export function held(desk: Desk, operation: string): (n?: number) => SentRequest {
  desk.replies.set(`${POST} ${operation}`, undefined);
  return (n = -1) => desk.transport.named(`${POST} ${operation}`).at(n)!;
}
