import { MailfoldError, messageOf } from '@mailfold/kernel';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Port } from './shapes.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command line that does not fit. */
export const badArguments = (message: string): MailfoldError => new MailfoldError({ code: 'config/invalid', message });

/**
 * The values of a program's options. Throws `config/invalid` for what it has none of.
 * @param help how its help is asked for
 */
export const argumentsFrom = <const Known extends Options>(argv: readonly string[], options: Known, help: string) => {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    throw badArguments(`${messageOf(error)}. See ${help}.`);
  }
};

/** What `--port` says. Throws `config/invalid`. */
export const portFrom = (asked: string | number): number => {
  const port = Port.safeParse(asked);
  if (port.success) return port.data;
  throw badArguments('--port must be a number from 0 to 65535.');
};
