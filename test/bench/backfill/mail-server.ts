import { findDovecot, type Dovecot } from '@mailfold/dev-env';
import { mailbox } from '../corpus/mailbox.ts';

/** A mailbox at a real server, and how one gets in. */
export interface MailServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A Dovecot of its own with so many mails in INBOX. @throws RangeError where there is no Dovecot */
export async function serveMailbox(count: number): Promise<MailServer> {
  const need = await findDovecot();
  if (!('found' in need)) throw new RangeError(`not run: ${need.missing} (${need.howToGetIt})`);
  const server = await need.found.startDovecot();
  const { user, password } = await server.addUser();
  await server.appendMaildir(user, 'INBOX', mailbox(count));
  await giveUids(server, user);
  const { host, port } = server;
  return { host, port, user, password, [Symbol.asyncDispose]: () => server.stop() };
}

/** The first who looks pays for the UIDs of all: that is neither us nor the peer. */
const giveUids = (server: Dovecot, user: string): Promise<unknown> =>
  server.doveadm('mailbox', 'status', '-u', user, 'messages vsize', 'INBOX');
