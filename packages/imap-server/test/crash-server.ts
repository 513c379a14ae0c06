// Started as a process of its own by the durability tests, and killed without warning.

import { ImapServer } from '../src/index.ts';
import { mail } from './imap-client.ts';

const [dataDir = ''] = process.argv.slice(2);
const login = 'ann@example.com';
const server = await ImapServer.start({ dataDir, users: [{ login, password: 'secret' }] });
const box = server.mailbox(login);
for (let count = 1; ; count += 1) {
  const uid = await box.deliver('INBOX', mail(`m${count}`));
  if (count % 3 === 0) await box.move('INBOX', [uid], 'Archive');
  process.stdout.write(`${JSON.stringify({ uid, archived: count % 3 === 0 })}\n`);
}
