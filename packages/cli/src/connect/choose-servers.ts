import type { ApiClient } from '@mailfold/client';
import type { Preset, ProviderFor, ServerProposal } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { usage } from '../usage.ts';
import { askServers } from './ask-servers.ts';
import type { Chosen } from './chosen.ts';
import type { ConnectOptions } from './connect-options.ts';
import { serversInWords, showPreset, showSteps } from './show-lookup.ts';

type Providers = Pick<ApiClient['accounts'], 'providers' | 'providerFor'>;

/** Where the account's servers are: as the command line says, else by the provider, else as the network says, else asked. */
export async function chooseServers(
  cli: Cli,
  providers: Providers,
  address: string,
  options: ConnectOptions,
): Promise<Chosen> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (options.imapHost !== undefined) return { servers: await askServers(cli, domain, options) };
  if (options.provider !== undefined) return byPreset(cli, await namedPreset(providers, options.provider));
  const found = await providers.providerFor(address);
  showSteps(cli, found.steps);
  const chosen = await byLookup(cli, found);
  if (chosen !== undefined) return chosen;
  if (cli.terminal.interactive) cli.say(`Where is the mail of ${domain}?`);
  return { servers: await askServers(cli, domain, options) };
}

async function namedPreset(providers: Providers, name: string): Promise<Preset> {
  const { items } = await providers.providers();
  const wanted = name.toLowerCase();
  const preset = items.find((one) => [one.id, one.name.toLowerCase()].includes(wanted));
  if (preset?.imap !== undefined) return preset;
  const names = items.filter(({ imap }) => imap !== undefined).map(({ id }) => id);
  throw usage(`No provider "${name}" can be reached by IMAP. Known are: ${names.join(', ')}.`);
}

async function byLookup(cli: Cli, { preset, proposal }: ProviderFor): Promise<Chosen | undefined> {
  if (preset?.imap !== undefined) return byPreset(cli, preset);
  return proposal === undefined || !(await isWanted(cli, proposal)) ? undefined : byProposal(proposal);
}

function byPreset(cli: Cli, preset: Preset): Chosen {
  showPreset(cli, preset);
  return { servers: { preset: preset.id }, logins: preset.logins };
}

function byProposal({ imap, smtp, login, logins }: ServerProposal): Chosen {
  return { servers: { imap, ...(smtp === undefined ? {} : { smtp }) }, logins, login };
}

/** RFC 6186 §6: what only DNS says may be forged, and a password would follow it. */
async function isWanted(cli: Cli, proposal: ServerProposal): Promise<boolean> {
  if (!proposal.confirm) return true;
  const { host } = proposal.imap;
  if (!cli.terminal.interactive) {
    throw usage(
      `Nothing but DNS says that the mail is at ${host}, in another domain: if that is right, give --imap-host ${host}.`,
    );
  }
  cli.say(`Nothing but DNS says so, and the servers are in another domain: ${serversInWords(proposal)}`);
  return /^y(es)?$/i.test((await cli.terminal.ask('Is the password to be sent there? [no]: ')).trim());
}
