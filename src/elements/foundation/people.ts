import type { Participant } from '../../protocol/participant.js';
import type { Translation } from './localization/translation.js';
import { safeName } from './text.js';

/** How a participant is called: the nickname, made safe, or a word for what they are. Show it in `<bdi>`. */
export function personName(who: Pick<Participant, 'nickname' | 'type'> | undefined, t: Translation): string {
  if (who === undefined) return t.terms.unknownPerson;
  return safeName(who.nickname) || roleOf(who, t);
}

/** What a participant is, by type: a name can claim anything. */
export function roleOf({ type }: Pick<Participant, 'type'>, t: Translation): string {
  if (type === 'Customer') return t.terms.customer;
  if (type === 'Agent') return t.terms.agent;
  return type === 'External' ? t.conversation.external : t.terms.unknownPerson;
}

/** A name for use inside a sentence: isolated, so that its direction does not reorder the words around it. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
