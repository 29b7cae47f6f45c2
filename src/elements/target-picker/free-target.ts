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
