import { ProgressDisplay, type ProgressItem } from '@mailfold/cli';

/** What `mailfold up` tells: bars on a terminal, plain lines elsewhere; with `json` only the last line goes to standard output. */
export interface Output {
  say(line: string): void;
  progress(items: readonly ProgressItem[]): void;
  /** The last line of a run that ends by itself. */
  answer(value: unknown): void;
}

export const outputTo = (stream: NodeJS.WriteStream, options: { readonly json: boolean }): Output => {
  const told = {
    isTerminal: stream.isTTY,
    columns: stream.isTTY ? stream.columns : undefined,
    rows: stream.isTTY ? stream.rows : undefined,
    write: (text: string) => void stream.write(text),
  };
  const display = new ProgressDisplay(told, () => Date.now());
  return {
    say: (line) => display.say(line),
    progress: (items) => display.show(items),
    answer: (value) => void (options.json && process.stdout.write(`${JSON.stringify(value)}\n`)),
  };
};
