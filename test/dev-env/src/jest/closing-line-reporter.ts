import { closingLines, countResults, type RunResults } from './closing-line.ts';

/** Prints, as the very last thing of a run, what was not run and the plain line `N passed, N failed`. */
export default class ClosingLineReporter {
  onRunComplete(_contexts: unknown, results: RunResults): void {
    const lines = closingLines(countResults(results));
    // On exit, because jest's own summary comes after this call, on stderr.
    process.once('exit', () => process.stdout.write(`\n${lines.join('\n')}\n`));
  }
}
