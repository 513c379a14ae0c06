import { isMailfoldError, messageOf } from '@mailfold/kernel';
import { CommanderError } from 'commander';
import type { CliParts } from './cli.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
import { program } from './program/program.ts';
import { interrupted } from './terminal/read-secret.ts';

const tell = (parts: CliParts, error: unknown, json: boolean): void => {
  const code = isMailfoldError(error) ? error.code : 'cli/bug';
  const message = messageOf(error);
  parts.terminal.errors.write(json ? `${JSON.stringify({ error: { code, message } })}\n` : `mailfold: ${message}\n`);
};

/** Carries out one command line, without the program's name. Says what went wrong and gives the exit code; never throws. */
export async function run(argv: readonly string[], parts: CliParts): Promise<ExitCode> {
  try {
    await program(parts).parseAsync(argv, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Commander has written its own words: help, or what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    // Whatever a request says that was cut off by Ctrl-C.
    const ended = parts.signal.aborted ? interrupted() : error;
    tell(parts, ended, argv.includes('--json'));
    return exitCodeOf(ended);
  }
}
