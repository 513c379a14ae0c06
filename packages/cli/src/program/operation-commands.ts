import type { Command } from 'commander';
import { discardDeadLetter, listDeadLetters, retryDeadLetter, showDeadLetter } from '../commands/dead-letters.ts';
import { loadDirectory } from '../commands/directory-load.ts';
import { doctor } from '../commands/doctor.ts';
import { countEvents, tailEvents, type TailOptions } from '../commands/events.ts';
import { rebuild } from '../commands/rebuild.ts';
import { type CliOf, examples, positive } from './define.ts';

function addEvents(program: Command, cliOf: CliOf): void {
  const events = program.command('events').description('the log of events');
  events
    .command('tail')
    .description('events as they come, until Ctrl-C')
    .option('--all', 'past events first')
    .option('--after <position>', 'past events after this position first')
    .option('--types <types>', 'full types or contexts, separated by commas')
    .option('--most <n>', 'end after so many', positive)
    .addHelpText(
      'after',
      examples('mailfold events tail', 'mailfold events tail --all --types threading.,linking. --json'),
    )
    .action((options: TailOptions, command: Command) => tailEvents(cliOf(command), options));
  events
    .command('count')
    .description('how many of each type')
    .action((_: unknown, command: Command) => countEvents(cliOf(command)));
}

function addDeadLetters(program: Command, cliOf: CliOf): void {
  const letters = program.command('dead-letters').description('events that a processor could not handle');
  letters
    .command('list')
    .description('all, newest first')
    .option('--group <group>', 'of one processor, as threading.threads')
    .action((options: { readonly group?: string }, command: Command) => listDeadLetters(cliOf(command), options));
  letters
    .command('show <id>')
    .description('one, with its event')
    .action((id: string, _: unknown, command: Command) => showDeadLetter(cliOf(command), id));
  letters
    .command('retry <id>')
    .description('handle it again, then what waits behind it')
    .action((id: string, _: unknown, command: Command) => retryDeadLetter(cliOf(command), id));
  letters
    .command('discard <id>')
    .description('give it up; what waits behind it goes on')
    .action((id: string, _: unknown, command: Command) => discardDeadLetter(cliOf(command), id));
}

/** `directory`, `events`, `rebuild`, `doctor`, `dead-letters` */
export function addOperationCommands(program: Command, cliOf: CliOf): void {
  program
    .command('directory')
    .description("the CRM's users, contacts, organisations and deals")
    .command('load <file>')
    .description('feed an ndjson file, in order; - for standard input')
    .addHelpText(
      'after',
      examples('mailfold directory load crm.ndjson') +
        '\n\nA line: {"op":"contact","id":"c1","name":"Taro","addresses":["taro@kaisha.example"],"organisationId":"o1"}\n' +
        'op: user, contact, organisation, deal, remove, merge-contacts, access',
    )
    .action((file: string, _: unknown, command: Command) => loadDirectory(cliOf(command), file));
  addEvents(program, cliOf);
  program
    .command('rebuild [view]')
    .description('fold a view, or all, anew from the log, and compare it with the live one')
    .addHelpText('after', examples('mailfold rebuild', 'mailfold rebuild threads --json'))
    .action((view: string | undefined, _: unknown, command: Command) => rebuild(cliOf(command), view));
  program
    .command('doctor')
    .description('look at every part, and say what to do')
    .action((_: unknown, command: Command) => doctor(cliOf(command)));
  addDeadLetters(program, cliOf);
}
