import type { Command } from 'commander';
import { mailbox, type MailboxOptions } from '../commands/mailbox.ts';
import { search, type SearchOptions } from '../commands/search.ts';
import { timeline, type TimelineCommandOptions } from '../commands/timeline.ts';
import { type CliOf, examples, positive } from './define.ts';

const LIMIT = ['--limit <n>', 'so many at most', positive, 30] as const;

/** `mailbox`, `timeline`, `search` */
export function addReadingCommands(program: Command, cliOf: CliOf): void {
  program
    .command('mailbox')
    .description('threads of a mailbox, newest first')
    .option('--folder <folder>', 'inbox, sent, archive, drafts, all, or the id of a folder', 'inbox')
    .option('--account <account>', 'of this account only; by address or id')
    .option('--unread', 'only with unread mail')
    .option(...LIMIT)
    .addHelpText('after', examples('mailfold mailbox --unread', 'mailfold mailbox --folder sent --as u2 --json'))
    .action((options: MailboxOptions, command: Command) => mailbox(cliOf(command), options));
  program
    .command('timeline <kind> <id>')
    .description('mail of a deal, contact or organisation, as a user may see it; by the id of the CRM')
    .option('--oldest', 'oldest first')
    .option(...LIMIT)
    .addHelpText('after', examples('mailfold timeline deal d1 --as u2', 'mailfold timeline contact c7'))
    .action((kind: string, id: string, options: TimelineCommandOptions, command: Command) =>
      timeline(cliOf(command), kind, id, options),
    );
  program
    .command('search <words...>')
    .description('by subject, participants and content; only what the user may see')
    .option('--in <where>', 'of subject, participants, content; separated by commas')
    .option(...LIMIT)
    .addHelpText('after', examples('mailfold search 見積', 'mailfold search invoice 2026 --in subject'))
    .action((words: string[], options: SearchOptions, command: Command) =>
      search(cliOf(command), words.join(' '), options),
    );
}
