import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { compactTemplates } from './.ci/tasks/lib/compact-templates.mjs';

/**
 * Each one-file bundle holds its own copy of Lit, and a page admits only one Trusted Types policy of a name: with Lit's own name, the
 * second copy of Lit would throw while loading. Ours go by names of the package.
 */
const ownPolicyName = (/** @type {string} */ policy) => ({
  name: 'own-policy-name',
  renderChunk(code) {
    const named = /createPolicy\((["'])lit-html\1/g;
    if (code.match(named)?.length !== 1)
      throw new Error('Lit creates its Trusted Types policy in another way than expected.');
    return { code: code.replace(named, `createPolicy("${policy}"`), map: null };
  },
});

/**
 * CometD makes its own long polling and its JSONP polling whenever a client is made; ours throws both away unused, since one is replaced by the
 * guarded one and the other would run script from the server. The one file leaves them out.
 */
const withoutUnusedTransports = () => ({
  name: 'without-unused-transports',
  load(id) {
    const name = /\/cometd\/((?:LongPolling|CallbackPolling)Transport)\.js$/.exec(id)?.[1];
    return name && `export class ${name} { registered() {} unregistered() {} }`;
  },
});

/** How every bundle of this package is made; the budgets measure with the same. */
export const plugins = () => [
  resolve({ browser: true, exportConditions: ['browser', 'production', 'default'] }),
  compactTemplates(),
  commonjs({ include: /node_modules\/split-sms\// }),
  terser({ ecma: 2022, module: true, compress: { passes: 3 }, format: { comments: false } }),
];

export const onwarn = (/** @type {{ message: string }} */ warning) => {
  throw new Error(warning.message);
};

const MAIN = 'sms-session-elements';
/** Lies beside the main file, which loads it for `share-connection` alone. It imports nothing, so that a page may give the main file another name. */
const SHARED = 'sms-session-elements-shared';
/** Beside the main file in pages that record; a whole of its own. */
const RECORDER = 'sms-flight-recorder';
const isShared = (/** @type {string} */ id) => /transport[\\/]shared-transport\.js$/.test(id);

const output = (/** @type {string} */ name) => ({ file: `dist/cdn/${name}.min.js`, format: 'es', sourcemap: true });

/** The main file comes last: its age is that of the build. */
export default [
  { input: 'dist/transport/shared-transport.js', plugins: plugins(), output: output(SHARED), onwarn },
  {
    input: 'dist/elements/flight-recorder/flight-recorder.js',
    plugins: [ownPolicyName(RECORDER), ...plugins()],
    output: output(RECORDER),
    onwarn,
  },
  {
    input: 'dist/define.js',
    external: isShared,
    plugins: [withoutUnusedTransports(), ownPolicyName(MAIN), ...plugins()],
    output: { ...output(MAIN), paths: (/** @type {string} */ id) => (isShared(id) ? `./${SHARED}.min.js` : id) },
    onwarn,
  },
];
