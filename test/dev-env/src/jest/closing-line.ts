import { NOT_RUN } from '../not-run.ts';

/** The part of jest's results that is counted. */
export type RunResults = {
  readonly testResults: readonly SuiteResult[];
};

export type SuiteResult = {
  /** Set when the suite could not run at all. */
  readonly testExecError?: unknown;
  readonly testResults: readonly { readonly status: string; readonly title: string }[];
};

export type Count = {
  readonly passed: number;
  readonly failed: number;
  /** What was not run and how to get it, each with the number of suites that wanted it. */
  readonly notRun: ReadonlyMap<string, number>;
};

/** A suite that could not run counts as one failed; a test named `not run: …` counts as nothing, unless it failed. */
export function countResults(results: RunResults): Count {
  const tests = results.testResults.flatMap((suite) => suite.testResults);
  const passed = tests.filter((test) => test.status === 'passed');
  const failed = tests.filter((test) => test.status === 'failed');
  const broken = results.testResults.filter(
    (suite) => suite.testExecError !== undefined && suite.testExecError !== null,
  );
  const notRun = new Map<string, number>();
  for (const { title } of passed.filter(isNotRun)) notRun.set(title, (notRun.get(title) ?? 0) + 1);
  return {
    passed: passed.filter((test) => !isNotRun(test)).length,
    failed: failed.length + broken.length,
    notRun,
  };
}

/** The last lines of a run: what was not run, then `N passed, N failed` alone. */
export function closingLines({ passed, failed, notRun }: Count): readonly string[] {
  const missing = [...notRun].map(([title, suites]) => (suites === 1 ? title : `${title} [${suites} suites]`));
  return [...missing, `${passed} passed, ${failed} failed`];
}

function isNotRun(test: { readonly title: string }): boolean {
  return test.title.startsWith(NOT_RUN);
}
