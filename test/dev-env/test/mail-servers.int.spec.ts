import { ImapFlow } from 'imapflow';
import { describeWith, findMailServer, MAIL_SERVERS, type MailServer, type MailServerKind } from '../src/index.ts';

const KINDS = Object.keys(MAIL_SERVERS) as MailServerKind[];

const subjectOfAppended = async ({ host, port, user, password }: MailServer): Promise<string | undefined> => {
  const auth = { user, pass: password };
  const client = new ImapFlow({ host, port, secure: false, doSTARTTLS: false, auth, logger: false });
  await client.connect();
  client.capabilities.delete('APPENDLIMIT'); // mox tells one that imapflow reads as nothing at all
  await client.append('INBOX', 'From: a@example.com\r\nSubject: hello\r\n\r\nyou\r\n');
  await client.mailboxOpen('INBOX');
  const found = await client.fetchOne('1', { envelope: true });
  await client.logout();
  return found === false ? undefined : found.envelope?.subject;
};

for (const kind of KINDS) {
  describeWith(await findMailServer(kind), MAIL_SERVERS[kind].name, ({ startMailServer }) => {
    it('keeps a mail in a mailbox that was empty', async () => {
      await using server = await startMailServer();
      await expect(subjectOfAppended(server)).resolves.toBe('hello');
    });
  });
}
