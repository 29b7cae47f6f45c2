// A loader hook: whoever imports `node:test` gets what collects.
const collect = new URL('./collect.mjs', import.meta.url).href;

export const resolve = (
  /** @type {string} */ specifier,
  /** @type {unknown} */ context,
  /** @type {(specifier: string, context: unknown) => unknown} */ next,
) => (specifier === 'node:test' ? { url: collect, shortCircuit: true } : next(specifier, context));
