import { GMAIL_FOLDERS, type ImapServerOptions } from '@mailfold/imap-server';
import { mail } from '@mailfold/mail-provider/contract';
import { ImapMailProvider } from '../src/index.ts';
import { LOGIN, settingsFor, startServer } from './imap-server-harness.ts';
import { guard } from './loopback.ts';

async function firstOf(options: Partial<ImapServerOptions>, path = 'INBOX') {
  await using server = await startServer(options);
  await server.mailbox(LOGIN).deliver('INBOX', Buffer.from(mail(1)));
  await using session = await new ImapMailProvider({ guard }).connect(settingsFor(server));
  const { epoch } = await session.open(path);
  const { messages } = await session.fetch(path, [1], epoch);
  return { message: messages[0], capabilities: session.capabilities };
}

describe('ids that the provider gives (ING-1)', () => {
  it('are EMAILID and THREADID where OBJECTID is offered', async () => {
    const { message, capabilities } = await firstOf({});

    expect(capabilities.has('objectid')).toBe(true);
    expect(message?.providerId).toMatch(/^\w+/);
    expect(message?.providerThreadId).toMatch(/^\w+/);
  });

  it('are X-GM-MSGID and X-GM-THRID at Gmail, the same under every label (S10)', async () => {
    const gmail: Partial<ImapServerOptions> = {
      capabilities: { 'X-GM-EXT-1': true, OBJECTID: false },
      folders: GMAIL_FOLDERS,
    };
    await using server = await startServer(gmail);
    await server.mailbox(LOGIN).deliver('INBOX', Buffer.from(mail(1)));
    await using session = await new ImapMailProvider({ guard }).connect(settingsFor(server));
    const ids: (string | undefined)[] = [];
    for (const path of ['INBOX', '[Gmail]/All Mail']) {
      const { epoch } = await session.open(path);
      const { messages } = await session.fetch(path, await session.uids(path), epoch);
      ids.push(...messages.map(({ providerId }) => providerId));
    }

    expect(session.capabilities.has('gmail')).toBe(true);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toMatch(/^\d+$/);
    expect(ids[0]).toBe(ids[1]);
  });

  it('are absent, and not asked for, where the server has none', async () => {
    const { message } = await firstOf({ capabilities: { OBJECTID: false } });

    expect(message).toBeDefined();
    expect(message).not.toHaveProperty('providerId');
    expect(message).not.toHaveProperty('providerThreadId');
  });
});
