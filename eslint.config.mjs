import js from '@eslint/js';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import * as lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import * as wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { wallsRule } from './.ci/lint/walls-rule.mjs';

const litPlugin = lit.default ?? lit;
const wcPlugin = wc.default ?? wc;

/** What strict CSP and Trusted Types forbid, and what the house rules forbid besides. */
const bannedSyntax = [
  [
    'ImportSpecifier[imported.name=/^(styleMap|unsafeHTML|unsafeSVG|unsafeStatic)$/]',
    'Breaks strict CSP or Trusted Types.',
  ],
  ['ImportSpecifier[imported.name="customElement"]', 'Register in the define file; classes have no side effects.'],
  ['MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]', 'Render with lit.'],
  ['MemberExpression[object.name="document"][property.name=/^writeln?$/]', 'Render with lit.'],
  [
    'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=/]',
    'Inline style breaks strict CSP: use classes, parts and tokens.',
  ],
  [
    'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\.(innerHTML|outerHTML|srcdoc)\\s*=/]',
    'Breaks Trusted Types.',
  ],
  [
    'TaggedTemplateExpression[tag.name="css"] TemplateElement[value.raw=/z-index|position:\\s*fixed/]',
    'Use popover or dialog: the top layer needs neither.',
  ],
].map(([selector, message]) => ({ selector, message }));

const namedExportsOnly = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

const notAwaited = [
  // The runner awaits what these hand back.
  {
    from: 'package',
    package: 'node:test',
    name: ['describe', 'it', 'test', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
  },
  // A plugin declares chai's plain equality as a promise, which it is not.
  { from: 'package', package: '@open-wc/semantic-dom-diff', name: 'Equal' },
];

const codeLines = (max) => ({ max, skipBlankLines: true, skipComments: true });

export default tseslint.config(
  // test/types is compiled as a user would, against what is built.
  { ignores: ['dist/', 'coverage/', 'storybook-static/', '.stryker-tmp/', 'test/types/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'AbortController',
          'AbortSignal',
          'Buffer',
          'URL',
          'clearInterval',
          'clearTimeout',
          'console',
          'fetch',
          'process',
          'setInterval',
          'setTimeout',
          'performance',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      ...tseslint.configs.strictTypeChecked,
      litPlugin.configs['flat/recommended'],
      wcPlugin.configs['flat/best-practice'],
    ],
    plugins: {
      'lit-a11y': litA11y,
      project: { rules: { walls: wallsRule, 'long-file': builtinRules.get('max-lines') } },
    },
    settings: { wc: { elementBaseClasses: ['LitElement', 'BaseElement', 'SessionElement', 'WorkspaceElement'] } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...litA11y.configs.recommended.rules,
      // These see one template at a time; axe, in every story and browser test, sees the page: labels by id, a field that
      // takes the keys for its listbox, a dialog that says where the focus goes.
      'lit-a11y/accessible-name': 'off',
      'lit-a11y/click-events-have-key-events': 'off',
      'lit-a11y/no-autofocus': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/unified-signatures': 'off',
      // Wants `super.connectedCallback?.()`, which makes no sense below LitElement.
      'wc/guard-super-call': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\.{1,2}/(?!.*\\.(js|mjs|json|css)$)', message: 'Relative imports end in .js.' }] },
      ],
      'object-shorthand': 'error',
      'max-lines': ['error', codeLines(450)],
      'project/long-file': ['warn', codeLines(300)],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'project/walls': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...bannedSyntax, namedExportsOnly],
    },
  },
  {
    files: ['src/bin.ts', 'src/recorder/command.ts', 'src/sandbox/server/**/*.ts', 'src/conformance/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // These rooms run in workers and in Node too.
    files: ['src/controller.ts', 'src/transport/**/*.ts', 'src/session/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'customElements', 'localStorage', 'sessionStorage'],
    },
  },
  {
    // Types of packages that bring none.
    files: ['src/**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', ...bannedSyntax] },
  },
  { files: ['stories/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...bannedSyntax] } },
  {
    // Tables, translations and fixtures are as long as their subject.
    files: [
      'src/protocol/dialects/**',
      'src/elements/foundation/localization/**',
      '**/*.translations.ts',
      'test/fixtures/**',
    ],
    rules: { 'max-lines': 'off', 'project/long-file': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: notAwaited }],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
