import { closingLines, countResults } from '../src/jest/closing-line.ts';

const suite = (...tests: readonly (readonly [string, string])[]) => ({
  testResults: tests.map(([title, status]) => ({ title, status })),
});

describe('the closing line of a test run', () => {
  it('counts passed and failed tests over all suites', () => {
    const count = countResults({ testResults: [suite(['a', 'passed'], ['b', 'failed']), suite(['c', 'passed'])] });

    expect(closingLines(count)).toEqual(['2 passed, 1 failed']);
  });

  it('counts a suite that could not run as failed', () => {
    const broken = { testResults: [], testExecError: new Error('cannot be imported') };

    expect(closingLines(countResults({ testResults: [broken, suite(['a', 'passed'])] }))).toEqual([
      '1 passed, 1 failed',
    ]);
  });

  it('names what was not run and counts it as neither', () => {
    const notRun = suite(['not run: Dovecot (apt-get install dovecot-imapd)', 'passed']);

    expect(closingLines(countResults({ testResults: [notRun, notRun, suite(['a', 'passed'])] }))).toEqual([
      'not run: Dovecot (apt-get install dovecot-imapd) [2 suites]',
      '1 passed, 0 failed',
    ]);
  });

  it('counts as failed what was not run where it had to be', () => {
    const count = countResults({ testResults: [suite(['not run: Dovecot (…)', 'failed'])] });

    expect(closingLines(count)).toEqual(['0 passed, 1 failed']);
  });
});
