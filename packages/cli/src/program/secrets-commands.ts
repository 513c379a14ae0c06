import { type Command, InvalidArgumentError } from 'commander';
import { rotateSecrets, type RotateOptions, secretsStatus } from '../commands/secrets.ts';
import { type CliOf, examples } from './define.ts';

const time = (text: string): string => {
  if (Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('It must be a time, as 2026-11-23T10:00:00Z.');
  return text;
};

const STEPS = `
A new master key: give it as MAILFOLD_MASTER_KEY and the old one as MAILFOLD_MASTER_KEY_PREVIOUS, start again, rotate, then drop the old one.`;

/** `secrets status`, `secrets rotate` */
export function addSecretsCommands(program: Command, cliOf: CliOf): void {
  const secrets = program.command('secrets').description('the keys under which logins are stored');
  secrets
    .command('status')
    .description('how many accounts are under which master key')
    .action((_: unknown, command: Command) => secretsStatus(cliOf(command)));
  secrets
    .command('rotate')
    .description('bring every account under the current master key; run again it goes on where it was ended')
    .option(
      '--account-keys [before]',
      'new keys for the accounts, too: all, or those with one from before this time',
      time,
    )
    .addHelpText('after', `${examples('mailfold secrets rotate', 'mailfold secrets rotate --account-keys')}\n${STEPS}`)
    .action((options: RotateOptions, command: Command) => rotateSecrets(cliOf(command), options));
}
