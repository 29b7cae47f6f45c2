/** Tests of a suite and the suites below it. */
function* testsOf(suite) {
  if (!suite) return;
  yield* suite.tests;
  for (const child of suite.suites) yield* testsOf(child);
}

/** Passed and failed of one session; a file that broke before or after its tests counts as one failure. */
function count(session) {
  const tests = [...testsOf(session.testResults)].filter((test) => !test.skipped);
  const failed = tests.filter((test) => !test.passed).length;
  const broken = !session.passed && failed === 0 ? 1 : 0;
  return { passed: tests.filter((test) => test.passed).length, failed: failed + broken };
}

/** Reporter of the browser test runner: how many tests each engine passed and failed. */
export function totalsReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const engines = new Map();
      for (const session of sessions) {
        const { passed, failed } = count(session);
        const before = engines.get(session.browser.name) ?? { passed: 0, failed: 0 };
        engines.set(session.browser.name, { passed: before.passed + passed, failed: before.failed + failed });
      }
      for (const [name, { passed, failed }] of engines) {
        console.log(`browser tests in ${name}: ${passed} passed, ${failed} failed`);
      }
    },
  };
}
