import type { OperationName } from './operation-name.js';

/** An operation that the server offers in the session's current state, under its canonical name. Open. @see SMSResources, "capabilities" */
export type Capability = OperationName | (string & {});
