import { readFileSync } from 'node:fs';

/** The notification of one of the documentation's samples, as it would come over the wire. */
export function sample(name: string): Record<string, unknown> {
  const file = new URL(`../fixtures/gws/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { data: Record<string, unknown> }).data;
}

/** Names of all samples. */
export const SAMPLES = [
  'consult.error',
  'consult.new-messages',
  'consult.participants-updated',
  'intrude.status-change',
  'switch-to-coach.new-messages',
  'switch-to-coach.participants-updated',
] as const;
