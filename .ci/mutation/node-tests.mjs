import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonTokens, declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { beginFile, cases, chainOf } from './collect.mjs';

/**
 * Runs this project's `node:test` files within the process that holds the mutants, test by test: Stryker's own way for such files is one process for
 * each mutant, which would take hours.
 */
class NodeTests {
  #files;
  #without;
  #global;
  #loaded = false;

  /** @param {{ nodeTests: readonly string[], nodeTestsWithout: readonly string[] }} options @param {string} namespace */
  constructor(options, namespace) {
    this.#files = options.nodeTests;
    this.#without = options.nodeTestsWithout;
    const scope = /** @type {any} */ (globalThis);
    this.#global = scope[namespace] ??= {};
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  /** @param {{ timeout: number, coverageAnalysis: string }} options */
  async dryRun(options) {
    await this.#load();
    const result = await this.#run(undefined, true);
    return options.coverageAnalysis === 'off' ? result : { ...result, mutantCoverage: this.#global.mutantCoverage };
  }

  /** @param {any} options */
  async mutantRun({ activeMutant, hitLimit, mutantActivation, testFilter, disableBail }) {
    if (mutantActivation === 'static') this.#global.activeMutant = activeMutant.id;
    await this.#load();
    this.#global.hitCount = hitLimit === undefined ? undefined : 0;
    this.#global.hitLimit = hitLimit;
    this.#global.activeMutant = activeMutant.id;
    const result = await this.#run(testFilter, disableBail);
    return toMutantRunResult(determineHitLimitReached(this.#global.hitCount, hitLimit) ?? result);
  }

  async #load() {
    if (this.#loaded) return;
    this.#loaded = true;
    register('./redirect.mjs', import.meta.url);
    for (const file of this.#files) {
      beginFile(file);
      await import(pathToFileURL(path.resolve(file)).href);
    }
  }

  /** @param {readonly string[] | undefined} filter @param {boolean} toTheEnd */
  async #run(filter, toTheEnd) {
    const chosen = [...cases.values()].filter(({ id }) =>
      filter === undefined ? this.#without.every((part) => !id.includes(part)) : filter.includes(id),
    );
    /** @type {any[]} */
    const tests = [];
    /** @type {import('./collect.mjs').Suite[]} */
    let entered = [];
    /** @param {readonly import('./collect.mjs').Suite[]} chain */
    const move = async (chain) => {
      for (const suite of entered.filter((each) => !chain.includes(each)).reverse())
        for (const step of suite.after) await step();
      for (const suite of chain.filter((each) => !entered.includes(each)))
        for (const step of suite.before) await step();
      entered = [...chain];
    };
    for (const { id, suite, run } of chosen) {
      const chain = chainOf(suite);
      const began = performance.now();
      this.#global.currentTestId = id;
      /** @type {unknown} */
      let failure;
      try {
        await move(chain);
        for (const each of chain) for (const step of each.beforeEach) await step();
        await run({});
      } catch (error) {
        failure = error ?? 'failed';
      }
      try {
        for (const each of [...chain].reverse()) for (const step of each.afterEach) await step();
      } catch (error) {
        failure ??= error;
      }
      this.#global.currentTestId = undefined;
      const told = { id, name: id, timeSpentMs: performance.now() - began };
      tests.push(
        failure === undefined
          ? { ...told, status: TestStatus.Success }
          : { ...told, status: TestStatus.Failed, failureMessage: String(failure) },
      );
      if (failure !== undefined && !toTheEnd) break;
    }
    try {
      await move([]);
    } catch {
      // What cannot be tidied up was reported by a test.
    }
    return { status: DryRunStatus.Complete, tests };
  }
}

const create = (/** @type {any} */ injector) =>
  injector
    .provideValue('namespace', '__stryker__')
    .injectClass(Object.assign(NodeTests, { inject: [commonTokens.options, 'namespace'] }));
create.inject = [commonTokens.injector];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'node-tests', create)];
/** Options of Stryker's that are this runner's. */
export const strykerValidationSchema = {
  type: 'object',
  properties: {
    nodeTests: { type: 'array', items: { type: 'string' } },
    nodeTestsWithout: { type: 'array', items: { type: 'string' } },
  },
};
