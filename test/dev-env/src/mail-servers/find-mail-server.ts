import { devEnvConfig } from '../config.ts';
import { askDesk } from '../desk/client.ts';
import type { Need } from '../not-run.ts';
import type { MailServerDescription } from './description.ts';
import { MAIL_SERVERS, type MailServerKind } from './kinds.ts';

/** A running mail server, with a user whose mailbox is empty. */
export type MailServer = MailServerDescription & AsyncDisposable;

/** Starts one of its own for a suite; what is not stopped ends with the run. */
export type MailServerStarter = { readonly startMailServer: () => Promise<MailServer> };

/**
 * How this machine gets a mail server, for `describeWith`: the one that `MAILFOLD_TEST_MAIL_SERVERS` describes, else the one that
 * `test/dev-env/servers/fetch.sh` fetched.
 */
export async function findMailServer(kind: MailServerKind): Promise<Need<MailServerStarter>> {
  const given = devEnvConfig().mailServers[kind];
  if (given !== undefined) {
    const server = { ...given, [Symbol.asyncDispose]: async () => undefined };
    return { found: { startMailServer: async () => server } };
  }
  const { found } = await askDesk('find-mail-server', { kind });
  if (found) return { found: { startMailServer: () => startMailServer(kind) } };
  const { name, inCi } = MAIL_SERVERS[kind];
  return { missing: name, howToGetIt: `test/dev-env/servers/fetch.sh ${kind}`, optionalInCi: !inCi };
}

async function startMailServer(kind: MailServerKind): Promise<MailServer> {
  const { id, ...description } = await askDesk('start-mail-server', { kind });
  return { ...description, [Symbol.asyncDispose]: async () => void (await askDesk('stop-mail-server', { kind, id })) };
}
