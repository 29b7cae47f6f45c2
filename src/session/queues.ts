import { decodeQueues } from '../protocol/decode-user.js';
import type { Dialect } from '../protocol/dialects/dialect.js';
import { readQueues } from '../protocol/encode.js';
import type { Queue } from '../protocol/queue.js';
import { readAnswer } from '../protocol/answer.js';
import type { Transport } from '../transport/transport.js';
import type { TargetSource } from './contract.js';

const FRESH = 60_000;

/**
 * The queues of the contact centre as targets, read at most once a minute: by name for Transfer, by path for Consult and Invite. Empty where an
 * operation cannot name one, and when the server refuses the list, which is documented for administrators: a person then types the name. For
 * `WorkspaceOptions.queues`; an entry of its own, so that a page without a picker does without it. @see QueuesAPI, SMSConsult, ChatSingleStepTransfer
 */
export function createQueueDirectory(
  transport: Transport,
  dialect: Dialect,
  now: () => number = Date.now,
): TargetSource {
  let reading: Promise<readonly Queue[]> | undefined;
  let at = 0;
  const read = async (): Promise<readonly Queue[]> => {
    try {
      const answer = await transport.request(readQueues());
      readAnswer(answer);
      return decodeQueues(answer.body);
    } catch {
      return [];
    }
  };
  return async (query, { operation }) => {
    // Where a target is an agent's bare id, no queue can be named. @see InteractionsOnChat, StartChatConsultation
    if (dialect.wire[operation]?.idParam !== undefined) return [];
    if (reading === undefined || Math.abs(now() - at) > FRESH) {
      at = now();
      reading = read();
    }
    const words = query.trim().toLowerCase();
    // A call's queue takes no text.
    const meant = (await reading).filter(
      ({ name, channel }) => channel !== 'voice' && name.toLowerCase().includes(words),
    );
    return meant
      .map(({ id, name }) => ({
        label: name,
        kind: 'queue' as const,
        target: operation === 'Transfer' ? { queueName: name } : { targetPath: `/queues/${id}` },
      }))
      .sort((a, b) => a.label.localeCompare(b.label));
  };
}
