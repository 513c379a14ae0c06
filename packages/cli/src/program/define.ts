import { type Command, InvalidArgumentError } from 'commander';
import type { Cli } from '../cli.ts';

/** Makes what a command works with, once its options are known. */
export type CliOf = (command: Command) => Cli;

export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;

/** A whole number from 1 on. */
export const positive = (text: string): number => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return n;
};

export const port = (text: string): number => {
  const n = positive(text);
  if (n > 65_535) throw new InvalidArgumentError('A port is 65535 at most.');
  return n;
};
