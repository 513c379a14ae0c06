import { type ApiClient, createClient } from '@mailfold/client';
import type { CliConfig } from './config.ts';
import { findApi } from './find-api.ts';
import { ProgressDisplay } from './terminal/progress-display.ts';
import { type Column, table } from './terminal/table.ts';
import type { Terminal } from './terminal/terminal.ts';
import { usage } from './usage.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly data?: string;
  readonly as?: string;
}

export interface CliParts {
  readonly terminal: Terminal;
  readonly config: CliConfig;
  /** Milliseconds. */
  readonly now: () => number;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a command works with. */
export interface Cli extends CliParts {
  readonly json: boolean;
  /** The tenant's own API: directory, events, operation. */
  tenant(): Promise<ApiClient>;
  /** As the user of `--as`, or the one of the data directory. */
  user(): Promise<ApiClient>;
  /** One line of JSON with `--json`, else the words. */
  answer(value: unknown, words: () => string): void;
  /** One line of JSON with `--json`, else the rows as a table, or `none` where there are none. */
  answerRows<Row>(value: unknown, columns: readonly Column<Row>[], rows: readonly Row[], none: string): void;
  /** For the person; nothing with `--json`. */
  say(line: string): void;
  progress(): ProgressDisplay | undefined;
}

/** What the options and the environment make of a command line. */
export function createCli(parts: CliParts, options: GlobalOptions): Cli {
  const { terminal, config, now } = parts;
  const json = options.json ?? false;
  const { answers, errors } = terminal;
  const answer = (value: unknown, words: () => string): void =>
    answers.write(`${json ? JSON.stringify(value) : words()}\n`);
  const tenant = async (): Promise<ApiClient> => createClient(await findApi(options.data, config));
  const user = async (): Promise<ApiClient> => {
    const { userId, ...address } = await findApi(options.data, config);
    const actAs = options.as ?? userId;
    // A user token acts as its own user; only a service key must say as whom.
    if (actAs === undefined && address.key.startsWith('mfk_'))
      throw usage('Whose mailbox? Name the user with --as USER.');
    return createClient({ ...address, ...(actAs === undefined ? {} : { actAs }) });
  };
  return {
    ...parts,
    json,
    tenant,
    user,
    answer,
    answerRows: (value, columns, rows, none) =>
      answer(value, () => (rows.length === 0 ? none : table(columns, rows, answers.columns))),
    say: (line) => {
      if (!json) errors.write(`${line}\n`);
    },
    progress: () => (json ? undefined : new ProgressDisplay(errors, now)),
  };
}
