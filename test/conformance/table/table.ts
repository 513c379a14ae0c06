import { BEHAVIOURS } from '../behaviours.ts';
import { type Column, COLUMNS, NOTABLE } from '../columns.ts';

/** What a run saw of one cell. */
export type Cell = 'passed' | 'failed' | 'not run';

/** By the column's name, then by the behaviour's. */
export type Cells = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

const SIGNS: Readonly<Record<Cell, string>> = { passed: '✓', failed: '✗', 'not run': '?' };

const columns: readonly Column[] = Object.values(COLUMNS);

/** The names of rows and columns, as they stand in the table. */
export const ROWS: readonly string[] = [...NOTABLE, ...BEHAVIOURS.map(({ name }) => name)];
export const HEADS: readonly string[] = columns.map(({ name }) => name);

/** Server × behaviour, as Markdown; below it, why something is not possible somewhere. */
export const tableOf = (cells: Cells): string => {
  const reasons = [...new Set(columns.flatMap(({ cannot }) => Object.values(cannot ?? {})))];
  const notes = reasons.map((reason, nth) => `–${nth + 1}: the server ${reason}.`);
  const capabilities = NOTABLE.map((name) => [
    name,
    ...columns.map(({ announces }) => (announces.includes(name) ? 'yes' : '')),
  ]);
  const behaviours = BEHAVIOURS.map(({ id, name }) => [
    name,
    ...columns.map((column) => {
      const reason = column.cannot?.[id];
      const seen = SIGNS[cells.get(column.name)?.get(name) ?? 'not run'];
      return reason === undefined || seen !== SIGNS.passed ? seen : `–${reasons.indexOf(reason) + 1}`;
    }),
  ]);
  const lines = [['', ...HEADS], ['---', ...HEADS.map(() => ':-:')], ...capabilities, ...behaviours];
  return [...lines.map((line) => `| ${line.join(' | ')} |`), '', ...notes].join('\n');
};

/** Rows and columns of a table in a text. */
export const headsIn = (text: string): { readonly rows: readonly string[]; readonly columns: readonly string[] } => {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const cellsOf = (line = ''): readonly string[] => line.split('|').map((cell) => cell.trim());
  return { columns: cellsOf(lines[0]).slice(2, -1), rows: lines.slice(2).map((line) => cellsOf(line)[1] ?? '') };
};
