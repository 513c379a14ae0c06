import { Command } from 'commander';
import { type CliParts, createCli, type GlobalOptions } from '../cli.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { addAccountCommands } from './account-commands.ts';
import { type CliOf, examples } from './define.ts';
import { addOperationCommands } from './operation-commands.ts';
import { addReadingCommands } from './reading-commands.ts';
import { addSecretsCommands } from './secrets-commands.ts';
import { addTopicsCommands } from './topics-commands.ts';
import { usage } from '../usage.ts';

const WHERE = `Where mailfold is: the data directory (--data, MAILFOLD_DATA, or .data here or in the clone), or MAILFOLD_URL with MAILFOLD_KEY.`;

/** Only for `--help`: the bootstrap starts it before this program is asked. */
function addUp(root: Command): void {
  root
    .command('up')
    .description('start everything in one process (npm start); --demo, --data DIR, --port')
    .allowUnknownOption()
    .action(() => {
      throw usage('Start it with npm start, or npx mailfold up, in the clone.');
    });
}

/** The whole command line. Throws what goes wrong; `run` makes words and an exit code of it. */
export function program(parts: CliParts): Command {
  const { answers, errors } = parts.terminal;
  const root = new Command('mailfold')
    .description('E-mail sync engine for CRMs')
    .option('--json', 'one line of JSON instead of words')
    .option('--data <folder>', 'data directory of the mailfold to talk to')
    .option('--as <user>', 'as this user, by the id of the CRM; the call is recorded')
    .showHelpAfterError('Add --help for how to use it.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => answers.write(text), writeErr: (text) => errors.write(text) })
    .addHelpText(
      'after',
      `${examples('mailfold accounts connect you@example.com', 'mailfold timeline deal d1 --as u2')}\n\n${WHERE}\n\n${EXIT_CODES}`,
    );
  const cliOf: CliOf = (command) => createCli(parts, command.optsWithGlobals<GlobalOptions>());
  addUp(root);
  addAccountCommands(root, cliOf);
  addReadingCommands(root, cliOf);
  addOperationCommands(root, cliOf);
  addSecretsCommands(root, cliOf);
  addTopicsCommands(root, cliOf);
  return root;
}
