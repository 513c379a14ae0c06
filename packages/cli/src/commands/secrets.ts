import type { ApiClient } from '@mailfold/client';
import type { MasterKeyUse, SecretsStatus } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { interrupted } from '../terminal/read-secret.ts';
import type { ProgressItem } from '../terminal/progress-display.ts';
import type { Column } from '../terminal/table.ts';
import { count } from '../terminal/words.ts';
import { incomplete } from '../usage.ts';

const STATES: Readonly<Record<MasterKeyUse['state'], string>> = {
  current: 'the current one',
  previous: 'of before: run mailfold secrets rotate',
  unknown: 'NOT GIVEN: its accounts cannot log in; give it as MAILFOLD_MASTER_KEY_PREVIOUS',
};

const COLUMNS: readonly Column<MasterKeyUse>[] = [
  { title: 'MASTER KEY', cell: ({ id }) => id },
  { title: 'ACCOUNTS', cell: ({ accounts }) => count(accounts), align: 'right' },
  { title: 'STATE', cell: ({ state }) => STATES[state], shrinks: true },
];

/** Under which master key the keys of how many accounts are. Throws `cli/incomplete` where one of these is not given. */
export async function secretsStatus(cli: Cli): Promise<void> {
  const client = await cli.tenant();
  const status = await client.operation.secrets();
  cli.answerRows(status, COLUMNS, status.keys, `No login is stored; the master key is ${status.current}.`);
  if (status.keys.some(({ state }) => state === 'unknown')) throw incomplete('A master key is not given: see above.');
}

export interface RotateOptions {
  /** Accounts get new keys, too: all, or those with one from before a time. */
  readonly accountKeys?: string | true;
}

/** Brings every account under the current master key. Ended in the middle it leaves nothing half done: run again it goes on. */
export async function rotateSecrets(cli: Cli, options: RotateOptions): Promise<void> {
  const client = await cli.tenant();
  const before = await client.operation.secrets();
  const done = await rotated(cli, client, renewBeforeOf(options, before));
  const status = await client.operation.secrets();
  cli.answer({ ...done, ...status }, () =>
    [
      `${count(done.rewrapped)} rewrapped, ${count(done.renewed)} with a new key of their own.`,
      `All are under the master key ${status.current}; those of before may go now.`,
    ].join('\n'),
  );
}

const renewBeforeOf = ({ accountKeys }: RotateOptions, { at }: SecretsStatus): { readonly renewBefore?: string } => {
  if (accountKeys === undefined) return {};
  return { renewBefore: accountKeys === true ? at : new Date(accountKeys).toISOString() };
};

async function rotated(cli: Cli, client: ApiClient, options: { readonly renewBefore?: string }) {
  const display = cli.progress();
  const done = { rewrapped: 0, renewed: 0 };
  for (;;) {
    const step = await client.operation.rotateSecrets(options);
    done.rewrapped += step.rewrapped;
    done.renewed += step.renewed;
    display?.show([itemOf(done.rewrapped + done.renewed, step.left)]);
    if (step.left === 0) return done;
    if (step.reason !== undefined && step.rewrapped + step.renewed === 0)
      throw incomplete(`${count(step.left)} accounts are left. ${step.reason}`);
    if (cli.signal.aborted) throw interrupted();
  }
}

const itemOf = (done: number, left: number): ProgressItem => ({
  label: 'accounts',
  done,
  total: done + left,
  rate: 0,
  finished: left === 0,
});
