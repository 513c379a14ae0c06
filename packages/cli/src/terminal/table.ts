import { displayWidth, fitted, padded } from './display-width.ts';
import { plainText } from './plain-text.ts';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string | number | undefined;
  /** Numbers stand right. */
  readonly align?: 'left' | 'right';
  /** Gives way where the terminal is narrow; never below eight columns. */
  readonly shrinks?: boolean;
}

const GAP = '  ';
const NARROWEST = 8;

const sum = (widths: readonly number[]): number =>
  widths.reduce((total, width) => total + width, 0) + GAP.length * Math.max(0, widths.length - 1);

/** Takes columns away from the widest that may shrink until the line fits. */
function shrunk(widths: readonly number[], mayShrink: readonly boolean[], columns = Infinity): readonly number[] {
  const fitting = [...widths];
  for (;;) {
    if (sum(fitting) <= columns) return fitting;
    const widest = fitting.reduce(
      (best, width, at) => (mayShrink[at] === true && width > NARROWEST && width > (fitting[best] ?? 0) ? at : best),
      -1,
    );
    if (widest === -1) return fitting;
    fitting[widest] = (fitting[widest] ?? 0) - 1;
  }
}

/**
 * Rows as aligned lines under their titles, without a line break at the end. Texts may come from mail: control characters are taken out,
 * double-width characters are counted as such.
 * @param columns of the terminal; undefined: as wide as it gets
 */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number | undefined): string {
  const cells = rows.map((row) => columns.map((column) => plainText(String(column.cell(row) ?? ''))));
  const lines = [columns.map((column) => column.title), ...cells];
  const natural = columns.map((_, at) => Math.max(...lines.map((line) => displayWidth(line[at] ?? ''))));
  const widths = shrunk(
    natural,
    columns.map((column) => column.shrinks ?? false),
    width,
  );
  const print = (line: readonly string[]): string =>
    line
      .map((cell, at) => padded(fitted(cell, widths[at] ?? 0), widths[at] ?? 0, columns[at]?.align))
      .join(GAP)
      .trimEnd();
  return lines.map(print).join('\n');
}
