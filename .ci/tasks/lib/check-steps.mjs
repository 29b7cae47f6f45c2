const task = (/** @type {string} */ name) => `.ci/tasks/${name}.mjs`;
const types = (/** @type {string} */ name, /** @type {string} */ project) => ({
  name: `types: ${name}`,
  command: 'tsc',
  args: ['--noEmit', '-p', project],
});

/** Looks at sources only. */
export const sourceSteps = [
  { name: 'lint', command: 'eslint', args: ['.'] },
  types('everything', 'tsconfig.json'),
  types('without Node', 'tsconfig.browser.json'),
  types('protocol alone', 'src/protocol'),
  types('state alone', 'src/state'),
  types('sandbox engine alone', 'src/sandbox/engine'),
  {
    name: 'templates',
    command: 'lit-analyzer',
    // Classes do not import what registers the elements in their templates, and have converters, which the second rule
    // does not see.
    args: [
      'src/elements/**/*.ts',
      'stories/**/*.ts',
      '--strict',
      '--maxWarnings',
      '0',
      '--rules.no-missing-import',
      'off',
      '--rules.no-incompatible-property-type',
      'off',
    ],
  },
  { name: 'operations', command: 'node', args: ['--import', 'tsx', task('operations-table'), '--check'] },
  { name: 'manifest', command: 'node', args: [task('manifest'), '--check'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level=warn', '.'] },
];

/** Looks at what was built. */
export const packageSteps = [
  { name: 'budgets', command: 'node', args: [task('budgets')] },
  types('for users', 'test/types'),
  { name: 'publint', command: 'publint', args: ['--strict'] },
  { name: 'are the types wrong', command: 'attw', args: ['--pack', '.', '--profile', 'esm-only'] },
];
