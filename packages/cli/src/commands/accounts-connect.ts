import type { Connected, ProofBody } from '@mailfold/contracts/http';
import type { ApiClient } from '@mailfold/client';
import { randomUUID } from 'node:crypto';
import type { Cli } from '../cli.ts';
import { chooseLogin } from '../connect/choose-login.ts';
import { chooseScope, chooseStart, folderTable } from '../connect/choose-scope.ts';
import { chooseServers } from '../connect/choose-servers.ts';
import type { ConnectOptions } from '../connect/connect-options.ts';
import { counted } from '../terminal/words.ts';
import { incomplete, usage } from '../usage.ts';
import { watchAccounts } from '../watch-accounts.ts';

async function addressOf(cli: Cli, address: string | undefined): Promise<string> {
  if (address === undefined && !cli.terminal.interactive)
    throw usage('Which address? mailfold accounts connect you@example.com');
  const given = (address ?? (await cli.terminal.ask('Address: '))).trim();
  if (!/^.+@[^@\s]+$/.test(given)) throw usage('An address has a name, an @ and a domain.');
  return given;
}

async function loginOf(
  cli: Cli,
  client: ApiClient,
  asked: string | undefined,
  options: ConnectOptions,
): Promise<ProofBody> {
  const address = await addressOf(cli, asked);
  const chosen = await chooseServers(cli, client.accounts, address, options);
  const credentials = await chooseLogin(cli, client.oauth, address, chosen, options);
  return { address, servers: chosen.servers, credentials };
}

const WORDS: Readonly<Record<Connected['outcome'], string>> = {
  connected: 'Connected.',
  resumed: 'Connected again; sync goes on where it stopped.',
  'already-connected': 'This address is connected already; nothing was changed.',
};

/** Proves the login, asks what to sync, connects, and shows the progress until all is there. Nothing is stored before the proof. */
export async function connectAccount(cli: Cli, address: string | undefined, options: ConnectOptions): Promise<void> {
  const client = await cli.user();
  const body = await loginOf(cli, client, address, options);
  cli.say('Logging in …');
  const proof = await client.accounts.prove(body, cli.signal);
  cli.say(`The login works${proof.smtp === 'proved' ? ', for sending too' : ''}.\n`);
  cli.say(folderTable(proof.folders, cli.terminal.errors.columns));
  const scope = await chooseScope(cli, proof.folders, options);
  const start = await chooseStart(cli, options);
  const connected = await client.accounts.connect({ ...body, scope, start }, randomUUID());
  cli.say(WORDS[connected.outcome]);
  await finish(cli, client, connected, options.wait ?? true);
}

async function finish(cli: Cli, client: ApiClient, connected: Connected, wait: boolean): Promise<void> {
  if (!wait) {
    cli.answer(connected, () => `Syncing in the background: mailfold sync --wait`);
    return;
  }
  const [status] = await watchAccounts(cli, client, [connected.id], connected.token);
  cli.answer({ ...connected, status }, () =>
    status === undefined
      ? ''
      : `${status.state}: ${counted(status.messages, 'mail')}. See mailfold mailbox, mailfold ledger ${status.id}`,
  );
  if (status?.complete === undefined)
    throw incomplete(status?.lastError?.words ?? 'The account has not all its mail yet.');
}
