/**
 * The import table of ARCHITECTURE.md: which room of src/ may enter which other room, and which outside packages.
 * This file is the only place that says so; the lint rule in .ci/lint/ reads it.
 *
 * A room is a folder of src/ or a single file; the longest match wins. Entries of `rooms` are folders or files under src/
 * (a file without its extension). An entry that starts with `type ` admits `import type` only, because a type leaves no
 * trace in the page. A room may always import itself; an element folder only counts as itself and its room.
 */

/**
 * @typedef {object} Room
 * @property {readonly string[]} rooms what it may import of src/
 * @property {readonly string[]} packages what it may import from outside; `lit` admits `lit/…` too
 */

const elements = {
  rooms: ['elements', 'session', 'state', 'type protocol'],
  packages: ['lit', 'split-sms', 'tinykeys'],
};

/** @type {Readonly<Record<string, Room>>} */
export const walls = {
  protocol: { rooms: [], packages: [] },
  state: { rooms: ['protocol'], packages: [] },
  transport: { rooms: ['protocol'], packages: ['cometd'] },
  session: { rooms: ['protocol', 'state', 'type transport/transport'], packages: ['@lit/context', 'type lit'] },
  elements,
  'elements/foundation': { rooms: ['type protocol', 'type state', 'session'], packages: ['lit'] },
  // The one place where attributes become a connection.
  'elements/gws-workspace': {
    rooms: [...elements.rooms, 'transport', 'protocol/dialects', 'type recorder'],
    packages: [...elements.packages, '@lit/context'],
  },
  // Shows what was recorded to the elements inside it.
  'elements/flight-recorder': {
    rooms: [...elements.rooms, 'recorder'],
    packages: [...elements.packages, '@lit/context'],
  },
  // Provides the context of one session.
  'elements/sms-session': { rooms: elements.rooms, packages: [...elements.packages, '@lit/context'] },
  // What happens at a desk, kept and played again.
  recorder: { rooms: ['protocol', 'state', 'session', 'type transport/transport'], packages: [] },
  'recorder/command': { rooms: ['recorder'], packages: ['node:'] },
  'sandbox/engine': { rooms: ['protocol'], packages: [] },
  'sandbox/browser': { rooms: ['sandbox/engine', 'type protocol', 'type transport/transport'], packages: [] },
  'sandbox/server': { rooms: ['sandbox/engine', 'protocol'], packages: ['node:', 'cometd-nodejs-server'] },
  conformance: { rooms: ['protocol', 'transport'], packages: ['node:', 'cometd-nodejs-client'] },
  bin: { rooms: ['sandbox/server', 'conformance', 'recorder'], packages: ['node:'] },
  index: { rooms: ['elements', 'session', 'state', 'transport', 'protocol', 'controller'], packages: [] },
  define: { rooms: ['elements', 'session'], packages: ['@lit/context'] },
  controller: { rooms: ['session', 'state', 'transport', 'protocol'], packages: [] },
};
