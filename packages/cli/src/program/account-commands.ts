import type { Command } from 'commander';
import { connectAccount } from '../commands/accounts-connect.ts';
import { disconnectAccount } from '../commands/accounts-disconnect.ts';
import { listAccounts } from '../commands/accounts-list.ts';
import { changeScope, type ScopeOptions } from '../commands/accounts-scope.ts';
import { accountStatus } from '../commands/accounts-status.ts';
import { type BlockListOptions, changeBlockList, showBlockList } from '../commands/block-list.ts';
import { ledger } from '../commands/ledger.ts';
import { quarantine } from '../commands/quarantine.ts';
import { sync, type SyncOptions } from '../commands/sync.ts';
import type { ConnectOptions } from '../connect/connect-options.ts';
import { type CliOf, examples, port } from './define.ts';

function addConnect(accounts: Command, cliOf: CliOf): void {
  accounts
    .command('connect [address]')
    .description('connect a mail account; asks for what is missing, the password unseen')
    .option('--login <name>', 'login, where it is not the address')
    .option('--password-stdin', 'read the password from standard input (it is never an argument)')
    .option('--sign-in', 'sign in with a browser (OAuth2), where the provider is not known to have that')
    .option('--provider <name>', 'a provider by its name or id, instead of looking for the servers')
    .option('--imap-host <host>', 'instead of looking for the servers')
    .option('--imap-port <port>', 'default 993', port)
    .option('--imap-tls <mode>', 'implicit, starttls or none; default implicit')
    .option('--smtp-host <host>', 'prove sending too; "none" for none')
    .option('--smtp-port <port>', 'default 465', port)
    .option('--smtp-tls <mode>', 'implicit, starttls or none')
    .option('--trust <file>', 'certificate (PEM) of a server that signs its own')
    .option('--all', 'sync all mail from the first on')
    .option('--folders <paths>', 'sync these folders only, separated by commas')
    .option('--since <day>', 'nothing older than this day, as 2026-01-31')
    .option('--now', 'nothing older than now')
    .option('--no-wait', 'do not wait for the mail')
    .addHelpText(
      'after',
      examples(
        'mailfold accounts connect you@example.com',
        'mailfold accounts connect you@example.com --all --password-stdin < password.txt',
        'mailfold accounts connect you@corp.example --imap-host mail.corp.example --imap-tls starttls --imap-port 143',
      ),
    )
    .action((address: string | undefined, options: ConnectOptions, command: Command) =>
      connectAccount(cliOf(command), address, options),
    );
}

function addScope(accounts: Command, cliOf: CliOf): void {
  accounts
    .command('scope <account>')
    .description('change what is synced; says first what that withdraws and backfills')
    .option('--all', 'all mail')
    .option('--folders <paths>', 'these folders only, separated by commas')
    .option('--since <day>', 'nothing older than this day, as 2026-01-31')
    .option('--everything', 'from the first mail on')
    .option('--now', 'nothing older than now')
    .option('--dry-run', 'only say what it would do')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      examples(
        'mailfold accounts scope you@example.com --folders INBOX,Sent --dry-run',
        'mailfold accounts scope you@example.com --all --since 2026-01-01 --yes',
      ),
    )
    .action((account: string, options: ScopeOptions, command: Command) =>
      changeScope(cliOf(command), account, options),
    );
}

function addBlockList(program: Command, cliOf: CliOf): void {
  const list = program.command('block-list').description('whom no mail is wanted of, from now on');
  const tenant = ['--tenant', 'the list of the whole tenant'] as const;
  list
    .command('show')
    .description('the entries')
    .option(...tenant)
    .action((options: BlockListOptions, command: Command) => showBlockList(cliOf(command), options));
  for (const change of ['add', 'remove'] as const) {
    list
      .command(`${change} <entry...>`)
      .description(`${change} addresses or domains`)
      .option(...tenant)
      .addHelpText('after', examples(`mailfold block-list ${change} news@shop.example spam.example`))
      .action((entries: string[], options: BlockListOptions, command: Command) =>
        changeBlockList(cliOf(command), change, entries, options),
      );
  }
}

/** `accounts …`, `sync`, `ledger`, `quarantine` */
export function addAccountCommands(program: Command, cliOf: CliOf): void {
  const accounts = program.command('accounts').description('connect, list, look at and disconnect mail accounts');
  addConnect(accounts, cliOf);
  addScope(accounts, cliOf);
  addBlockList(program, cliOf);
  accounts
    .command('list')
    .description('all accounts with their state')
    .action((_: unknown, command: Command) => listAccounts(cliOf(command)));
  accounts
    .command('status <account>')
    .description('one account: folders, progress, last error and what to do; ends with 6 unless complete')
    .action((account: string, _: unknown, command: Command) => accountStatus(cliOf(command), account));
  accounts
    .command('disconnect <account>')
    .description('stop its sync; mail, shares and records are kept')
    .action((account: string, _: unknown, command: Command) => disconnectAccount(cliOf(command), account));
  program
    .command('sync [account]')
    .description('progress of the sync per folder: done, total, rate, time left')
    .option('--wait', 'until every account has all its mail')
    .addHelpText('after', examples('mailfold sync --wait', 'mailfold sync you@example.com --json'))
    .action((account: string | undefined, options: SyncOptions, command: Command) =>
      sync(cliOf(command), account, options),
    );
  program
    .command('ledger <account>')
    .description(
      'per folder: stored, skipped by rule, quarantined with reason, gone, missing; ends with 6 unless complete',
    )
    .addHelpText('after', examples('mailfold ledger you@example.com'))
    .action((account: string, _: unknown, command: Command) => ledger(cliOf(command), account));
  program
    .command('quarantine <account>')
    .description('mail that could not be read, with the reason; it is kept, and tried again by a newer reader')
    .addHelpText('after', examples('mailfold quarantine you@example.com'))
    .action((account: string, _: unknown, command: Command) => quarantine(cliOf(command), account));
}
