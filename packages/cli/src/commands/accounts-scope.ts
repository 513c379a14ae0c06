import type { ScopeChoice, ScopePreview, StartChoice } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { chosenStart } from '../connect/choose-scope.ts';
import { findAccount } from '../find-account.ts';
import { counted } from '../terminal/words.ts';
import { usage } from '../usage.ts';

export interface ScopeOptions {
  readonly all?: boolean;
  /** Paths, separated by commas. */
  readonly folders?: string;
  /** A day, `2026-01-31`. */
  readonly since?: string;
  readonly everything?: boolean;
  readonly now?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Says what the change would do, and does it when that is wanted (SCO-2). */
export async function changeScope(cli: Cli, account: string, options: ScopeOptions): Promise<void> {
  const client = await cli.tenant();
  const id = await findAccount(client, account);
  const { scope: now } = await client.accounts.get(id);
  const start = startOf(options);
  const body = { scope: scopeOf(options) ?? now, ...(start === undefined ? {} : { start }) };
  const preview = await client.accounts.previewScope(id, body);
  if (options.dryRun === true) return cli.answer({ id, ...preview }, () => wordsOf(preview));
  cli.say(wordsOf(preview));
  if (!(await isWanted(cli, options))) return cli.answer({ id, changed: false }, () => 'Nothing was changed.');
  const written = await client.accounts.changeScope(id, body);
  cli.answer({ id, changed: true, ...preview, ...written }, () => 'Changed. See mailfold sync --wait');
}

const scopeOf = ({ all, folders }: ScopeOptions): ScopeChoice | undefined => {
  if (all === true) return { kind: 'all' };
  const paths = folders?.split(',').map((path) => path.trim());
  return paths === undefined ? undefined : { kind: 'folders', folders: paths.filter((path) => path !== '') };
};

const startOf = ({ now, since, everything }: ScopeOptions): StartChoice | undefined => {
  if (everything === true) return { kind: 'since' };
  return chosenStart({ ...(now === undefined ? {} : { now }), ...(since === undefined ? {} : { since }) });
};

const wordsOf = ({ withdraws, restores, backfills }: ScopePreview): string => {
  const lines = [
    ...(withdraws.messages === 0
      ? []
      : [
          `withdraws ${counted(withdraws.messages, 'message')} of ${counted(withdraws.threads, 'thread')} from ${counted(withdraws.deals, 'deal')}`,
        ]),
    ...(restores.messages === 0 ? [] : [`shows ${counted(restores.messages, 'message')} again`]),
    ...(backfills.folders === 0
      ? []
      : [`backfills ${counted(backfills.messages, 'message')} in ${counted(backfills.folders, 'folder')}`]),
  ];
  return lines.length === 0 ? 'This changes nothing of what is there.' : `This ${lines.join(', ')}.`;
};

async function isWanted(cli: Cli, { yes }: ScopeOptions): Promise<boolean> {
  if (yes === true) return true;
  if (!cli.terminal.interactive) throw usage('Nobody can be asked here: look with --dry-run, then say --yes.');
  return ['y', 'yes'].includes((await cli.terminal.ask('Change it? [no]: ')).trim().toLowerCase());
}
