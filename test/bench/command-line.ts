import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly names: readonly string[];
  readonly json: boolean;
  readonly pairs: number | undefined;
  readonly size: number | undefined;
  readonly profile: string | undefined;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  pairs: { type: 'string' },
  size: { type: 'string' },
  profile: { type: 'string' },
} as const;

const countOf = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`--${name} must be a whole number above 0, not ${text}`);
  return count;
};

/** @throws Error that says what is wrong with the arguments */
export const commandLine = (argv: readonly string[]): CommandLine => {
  const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  return {
    names: positionals,
    json: values.json,
    pairs: countOf('pairs', values.pairs),
    size: countOf('size', values.size),
    profile: values.profile === undefined ? undefined : resolve(values.profile),
  };
};
