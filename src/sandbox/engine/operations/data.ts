import type { JsonValue } from '../../../protocol/json.js';
import { DISPOSITION_KEY } from '../inferences.js';
import { LIMITS } from '../limits.js';
import { tellProperties } from '../notifications.js';
import { ACCEPTED, own, refusal, type Outcome } from '../outcome.js';
import { textOf } from '../parameters.js';
import { takeReference } from '../world.js';
import type { Act, Handler } from './act.js';

function write({ world, session, seat }: Act, entries: readonly (readonly [string, JsonValue])[]): Outcome {
  const added = entries.filter(([key]) => !session.userData.has(key)).length;
  if (session.userData.size + added > LIMITS.userDataKeys) return refusal(10, 'userData');
  for (const [key, value] of entries) session.userData.set(key, value);
  tellProperties(world, session, seat, takeReference(world, seat.userId));
  return ACCEPTED;
}

/** Attaching and updating come to the same for sessions: given keys are set, others stay. @see SMSAttachUserData, SMSUpdateUserData */
function setUserData(act: Act): Outcome {
  const data = own(act.params, 'userData');
  const entries = typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.entries(data) : [];
  return write(
    act,
    entries.map(([key, value]): [string, JsonValue] => [key, value as JsonValue]),
  );
}

/** @see SMSDeleteUserData */
function deleteUserData({ world, session, seat, params }: Act): Outcome {
  const keys = own(params, 'keys');
  for (const key of Array.isArray(keys) ? (keys as readonly JsonValue[]) : []) {
    if (typeof key === 'string') session.userData.delete(key);
  }
  tellProperties(world, session, seat, takeReference(world, seat.userId));
  return ACCEPTED;
}

/** @see SMSSetDisposition */
function setDisposition(act: Act): Outcome {
  const key = textOf(act.params, 'dispositionKey') ?? DISPOSITION_KEY;
  return write(act, [[key, textOf(act.params, 'disposition') ?? '']]);
}

/** Attached data. */
export const DATA: Readonly<Record<string, Handler>> = {
  SetDisposition: setDisposition,
  AttachUserData: setUserData,
  UpdateUserData: setUserData,
  DeleteUserData: deleteUserData,
  // Seen as a capability only; it tells the server which session the agent looks at.
  SetInFocus: () => ACCEPTED,
};
