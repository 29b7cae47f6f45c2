import path from 'node:path';

/** The folder of package.json. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** A path inside the project. */
export const inRoot = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
