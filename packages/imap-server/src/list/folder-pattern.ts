/** Tells which paths match: `*` is anything, `%` anything within one level (RFC 3501 §6.3.8). INBOX matches in any case. */
export function matcher(patterns: readonly string[], delimiter: string): (path: string) => boolean {
  const folded = patterns.map((pattern) => parts(pattern));
  return (path) => folded.some((pattern) => matches(pattern, path, delimiter));
}

const parts = (pattern: string): readonly string[] =>
  Array.from(pattern.toUpperCase() === 'INBOX' ? 'INBOX' : pattern.replaceAll(/\*+/g, '*'));

/** Row by row over pattern × path: no pattern makes it slower than that. */
function matches(pattern: readonly string[], path: string, delimiter: string): boolean {
  const letters = Array.from(path);
  let row = [true, ...letters.map(() => false)];
  for (const mark of pattern) row = nextRow(row, mark, letters, delimiter);
  return row.at(-1) === true;
}

function nextRow(row: readonly boolean[], mark: string, letters: readonly string[], delimiter: string): boolean[] {
  const isWild = mark === '*' || mark === '%';
  const next = [isWild && row[0] === true];
  for (const [index, letter] of letters.entries()) {
    const crosses = mark === '*' || letter !== delimiter;
    next.push(
      isWild ? row[index + 1] === true || (crosses && next[index] === true) : row[index] === true && letter === mark,
    );
  }
  return next;
}
