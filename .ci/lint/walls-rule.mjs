import path from 'node:path';
import { walls } from '../walls.mjs';

const src = path.resolve(import.meta.dirname, '../../src');

/** Path of a file relative to src/, without its extension; undefined outside src/. */
function insideSrc(/** @type {string} */ file) {
  const relative = path.relative(src, file).split(path.sep).join('/');
  if (relative.startsWith('../')) return undefined;
  return relative.replace(/\.(?:js|ts)$/, '');
}

const isWithin = (/** @type {string} */ file, /** @type {string} */ room) =>
  file === room || file.startsWith(`${room}/`);

/** The room a file of src/ belongs to: the longest entry of the table that contains it. */
function roomOf(/** @type {string} */ file) {
  return Object.keys(walls)
    .filter((room) => isWithin(file, room))
    .sort((a, b) => b.length - a.length)[0];
}

/** Whether one of the entries admits the target; `matches` compares an entry with it. */
function admits(entries, isType, matches) {
  return entries.some((entry) => {
    const typeOnly = entry.startsWith('type ');
    return (isType || !typeOnly) && matches(typeOnly ? entry.slice(5) : entry);
  });
}

const admitsPackage = (name) => (entry) =>
  entry.endsWith(':') ? name.startsWith(entry) : name === entry || name.startsWith(`${entry}/`);

/** `src/elements/<tag>/<tag>.ts` registers its element; every other file of the folder must not. */
const isDefineFile = (file) => /^elements\/([^/]+)\/\1$/.test(file);

/** True if nothing of the import is left after compilation. */
function isTypeImport(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const names = node.specifiers ?? [];
  return names.length > 0 && names.every((name) => name.importKind === 'type' || name.exportKind === 'type');
}

/** ESLint rule: imports go down only, as the table in .ci/walls.mjs says. */
export const wallsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      room: '{{from}} may not import {{to}} (the table is in .ci/walls.mjs).',
      outside: '{{from}} may not import the package {{to}} (the table is in .ci/walls.mjs).',
      homeless: '{{from}} belongs to no room of .ci/walls.mjs.',
      leaves: '{{from}} may not import files outside src/.',
      define: 'A file that does not register an element may not import one that does: {{to}}.',
    },
  },
  create(context) {
    const file = insideSrc(context.filename);
    if (file === undefined) return {};
    const from = roomOf(file);

    function check(node, source, isType) {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const report = (messageId, to) => context.report({ node: source, messageId, data: { from: from ?? file, to } });
      if (from === undefined) return report('homeless', '');
      const room = walls[from];
      const specifier = source.value;
      if (!specifier.startsWith('.')) {
        if (!admits(room.packages, isType, admitsPackage(specifier))) report('outside', specifier);
        return;
      }
      const target = insideSrc(path.resolve(path.dirname(context.filename), specifier));
      if (target === undefined) return report('leaves', specifier);
      if (isDefineFile(target) && !isDefineFile(file) && file !== 'define') return report('define', target);
      if (roomOf(target) === from) return;
      if (!admits(room.rooms, isType, (entry) => isWithin(target, entry))) report('room', roomOf(target) ?? target);
    }

    const withSource = (node) => check(node, node.source, isTypeImport(node));
    return {
      ImportDeclaration: withSource,
      ExportNamedDeclaration: withSource,
      ExportAllDeclaration: withSource,
      ImportExpression: withSource,
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    };
  },
};
