import { describeWith, type Dovecot, findDovecot, until } from '@mailfold/dev-env';
import type { MailProviderHarness } from '@mailfold/mail-provider/contract';
import { mail, WatchLog } from '@mailfold/mail-provider/contract';
import { accountsAt, dovecotHarness } from './dovecot-harness.ts';
import { playing } from './playing.ts';

describeWith(await findDovecot(), 'NOTIFY (RFC 5465) at Dovecot', ({ startDovecot }) => {
  let server: Dovecot;
  let account: MailProviderHarness;

  beforeAll(async () => {
    server = await startDovecot('full');
    account = dovecotHarness(server, 'full', (await accountsAt(server))());
  });
  afterAll(() => server.stop());

  it('tells of every folder in which something changes, while the session does other things', async () => {
    await account.place('Archive', [{ raw: mail(1) }]);
    await using session = await account.provider.connect(account.options);
    const told = new Set<string>();

    expect(await session.notify((path) => told.add(path))).toBe(true);
    await session.open('INBOX');
    await account.mark('Archive', [1], true);
    await until(() => told.has('Archive'), { what: 'news of the archive' });
    await using other = await account.provider.connect(account.options);
    await other.createFolder('Ärger');
    await until(() => told.has('Ärger'), { what: 'news of a new folder' });
    expect((await session.folders()).find(({ path }) => path === 'Archive')).toMatchObject({ messages: 1 });
  });

  it('leaves the watch of a selected folder as it was (ING-2)', async () => {
    await using session = await account.provider.connect(account.options);
    await session.notify(() => undefined);
    await session.open('INBOX');
    const watch = new WatchLog(session, 'INBOX');
    await account.deliver(mail(3));

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    await watch.stop();
  });
});

describe('a server without NOTIFY', () => {
  it('is not asked for it', async () => {
    await using play = await playing(0, []);

    expect(await play.session.notify(() => undefined)).toBe(false);
  });
});
