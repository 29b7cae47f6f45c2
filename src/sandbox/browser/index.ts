export { createSandbox } from './sandbox.js';
export type { PhoneMessage, PhoneView } from '../engine/phone.js';
export type { PageSandbox, PageSandboxOptions } from './sandbox.js';
