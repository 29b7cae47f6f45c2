import type { OperationName } from '../../protocol/operation-name.js';
import type { TargetOption } from '../../session/contract.js';

/**
 * A typed address as an option: an absolute uri, or a path. Names are not addresses: a typing error must not become a transfer to nobody.
 * @see SMSConsult, targetUri and targetPath
 */
export function freeTarget(text: string): TargetOption | undefined {
  const address = text.trim();
  if (/^[a-z][a-z\d+.-]*:\S+$/i.test(address)) return { label: address, kind: 'user', target: { targetUri: address } };
  if (/^\/\S+$/.test(address)) return { label: address, kind: 'user', target: { targetPath: address } };
  return undefined;
}

/**
 * A typed name as a queue, for the one operation that takes a queue by name. Only ever offered, never taken unasked: it may be half of somebody's name.
 * @see ChatSingleStepTransfer, queueName
 */
export function freeQueue(text: string, operation: OperationName): TargetOption | undefined {
  const name = text.trim();
  if (operation !== 'Transfer' || name === '') return undefined;
  return { label: name, kind: 'queue', target: { queueName: name } };
}
