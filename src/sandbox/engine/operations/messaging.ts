import { append, isFull, type Payload } from '../log.js';
import type { Reach } from '../model.js';
import { tellChanges } from '../notifications.js';
import { ACCEPTED, refusal, type Outcome } from '../outcome.js';
import { textOf } from '../parameters.js';
import { narrower } from '../seats.js';
import { isPresent, type Act, type Handler } from './act.js';

/**
 * Writes an entry. Whatever the operation says, it reaches no further than its sender is visible: what a consultant or coach sends with
 * SendMessage is for agents only. @see SMSConsult ("only be visible to other agents"), SMSCoach
 */
function send({ world, session, seat }: Act, type: string, visibility: Reach, payload: Payload = {}): Outcome {
  if (!isPresent(seat)) return refusal(2);
  if (isFull(session)) return refusal(4, 'message log is full');
  append(world, session, type, seat.party, narrower(visibility, seat.visibility), payload);
  tellChanges(world, session);
  return ACCEPTED;
}

/** Chat only: the sender is named anew first, so that the entry already shows it. @see ChatSendNicknameUpdatedNotice */
function rename(act: Act): Outcome {
  const { seat, params } = act;
  const noticeText = textOf(params, 'noticeText') ?? '';
  if (isPresent(seat)) seat.party = { ...seat.party, nickname: noticeText };
  return send(act, 'NicknameUpdated', 'All', { noticeText });
}

const text = (params: Act['params']): Payload => ({ text: textOf(params, 'text') ?? '' });
const notice = (params: Act['params']): Payload => ({ noticeText: textOf(params, 'noticeText') ?? '' });

/** Talking, to the customer or among agents. */
export const MESSAGING: Readonly<Record<string, Handler>> = {
  SendMessage: (act) => send(act, 'Text', 'All', text(act.params)),
  SendUrl: (act) => send(act, 'PushUrl', 'All', { url: textOf(act.params, 'url') ?? '' }),
  SendStartTypingNotification: (act) => send(act, 'TypingStarted', 'All'),
  SendStopTypingNotification: (act) => send(act, 'TypingStopped', 'All'),
  SendToAgents: (act) => send(act, 'Text', 'Agents', text(act.params)),
  SendStartTypingToAgentsNotification: (act) => send(act, 'TypingStarted', 'Agents'),
  SendStopTypingToAgentsNotification: (act) => send(act, 'TypingStopped', 'Agents'),
};

/** What only chats have. */
export const CHAT_NOTICES: Readonly<Record<string, Handler>> = {
  SendCustomNotice: (act) => send(act, 'CustomNotice', 'All', notice(act.params)),
  SendCustomNoticeToAgents: (act) => send(act, 'CustomNotice', 'Agents', notice(act.params)),
  SendNicknameUpdatedNotice: rename,
};
