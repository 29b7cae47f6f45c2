/**
 * Stands in for `node:test` while mutants are tried: keeps what test files declare instead of running it, so that one process can run any of it any
 * number of times.
 * @typedef {() => unknown} Step
 * @typedef {{ name: string, parent: Suite | undefined, before: Step[], after: Step[], beforeEach: Step[], afterEach: Step[] }} Suite
 * @typedef {{ id: string, suite: Suite, run: (context: object) => unknown }} Case
 */

/** @returns {Suite} */
const suiteNamed = (/** @type {string} */ name, /** @type {Suite | undefined} */ parent) => ({
  name,
  parent,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
});

/** @type {Suite} */
let current = suiteNamed('', undefined);

/** @type {Map<string, Case>} */
export const cases = new Map();

/** Tests of the next file stand below its name. */
export const beginFile = (/** @type {string} */ name) => {
  current = suiteNamed(name, undefined);
};

/** A suite with those around it, outermost first. */
export const chainOf = (/** @type {Suite} */ suite) => {
  /** @type {Suite[]} */
  const chain = [];
  for (let each = /** @type {Suite | undefined} */ (suite); each !== undefined; each = each.parent) chain.unshift(each);
  return chain;
};

/** @param {[string, ...unknown[]]} given name, perhaps options, body */
const declaration = (given) => ({ name: given[0], body: /** @type {any} */ (given.at(-1)) });

export const describe = (/** @type {[string, ...unknown[]]} */ ...given) => {
  const { name, body } = declaration(given);
  const outer = current;
  current = suiteNamed(name, outer);
  body();
  current = outer;
};

export const it = (/** @type {[string, ...unknown[]]} */ ...given) => {
  const { name, body } = declaration(given);
  const suite = current;
  const base = [...chainOf(suite).map((each) => each.name), name].join(' › ');
  let id = base;
  for (let copy = 2; cases.has(id); copy++) id = `${base} (${copy})`;
  cases.set(id, { id, suite, run: body });
};

export { it as test };

/** @param {'before' | 'after' | 'beforeEach' | 'afterEach'} when */
const hook = (when) => (/** @type {Step} */ step) => {
  current[when].push(step);
};
export const before = hook('before');
export const after = hook('after');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export default it;
