import type { Cell, Cells } from './table.ts';
import { CANNOT } from './titles.ts';

/** The part of jest's JSON report that is read. */
export interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** What jest saw: suites are columns, tests are rows; a reason why not stands behind the row's name. */
export const cellsOf = ({ testResults }: Report): Cells => {
  const cells = new Map<string, Map<string, Cell>>();
  for (const { ancestorTitles, title, status } of testResults.flatMap((one) => one.assertionResults)) {
    const [suite = ''] = ancestorTitles;
    const [behaviour = title] = title.split(CANNOT);
    const column = cells.get(suite) ?? new Map<string, Cell>();
    cells.set(suite, column.set(behaviour, status === 'passed' ? 'passed' : 'failed'));
  }
  return cells;
};
