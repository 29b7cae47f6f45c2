import { SHARED_ALIASES } from './dialects/aliases.js';
import type { OperationName } from './operation-name.js';

/** An operation that the server offers in the session's current state, under its canonical name. Open. @see SMSResources, "capabilities" */
export type Capability = OperationName | (string & {});

/** The canonical name of a capability or operation; an unknown name is kept as it is. @see SwitchToCoach, which prints `SwitchBargeIn` */
export function canonicalCapability(name: string): Capability {
  return SHARED_ALIASES.get(name)?.[0] ?? name;
}
