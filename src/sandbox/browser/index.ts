export { createSandbox } from './sandbox.js';
export type { PageSandbox, PageSandboxOptions, PhoneView } from './sandbox.js';
