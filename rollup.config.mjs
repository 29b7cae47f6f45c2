import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { compactTemplates } from './.ci/tasks/lib/compact-templates.mjs';

/**
 * One file holds its own copy of Lit, and a page admits only one Trusted Types policy of a name: with Lit's own name, the
 * second copy of Lit would throw while loading. Ours goes by the package's name.
 */
const ownPolicyName = () => ({
  name: 'own-policy-name',
  renderChunk(code) {
    const named = /createPolicy\((["'])lit-html\1/g;
    if (code.match(named)?.length !== 1)
      throw new Error('Lit creates its Trusted Types policy in another way than expected.');
    return { code: code.replace(named, 'createPolicy("sms-session-elements"'), map: null };
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
  terser({ ecma: 2022, module: true, format: { comments: false } }),
];

export const onwarn = (/** @type {{ message: string }} */ warning) => {
  throw new Error(warning.message);
};

const MAIN = 'sms-session-elements.min.js';
/** Lies beside the main file, which loads it for `share-connection` alone. It imports nothing, so that a page may give the main file another name. */
const SHARED = 'sms-session-elements-shared.min.js';
const isShared = (/** @type {string} */ id) => /transport[\\/]shared-transport\.js$/.test(id);

const output = (/** @type {string} */ name) => ({ file: `dist/cdn/${name}`, format: 'es', sourcemap: true });

/** The main file comes last: its age is that of the build. */
export default [
  { input: 'dist/transport/shared-transport.js', plugins: plugins(), output: output(SHARED), onwarn },
  {
    input: 'dist/define.js',
    external: isShared,
    plugins: [withoutUnusedTransports(), ownPolicyName(), ...plugins()],
    output: { ...output(MAIN), paths: (/** @type {string} */ id) => (isShared(id) ? `./${SHARED}` : id) },
    onwarn,
  },
];
