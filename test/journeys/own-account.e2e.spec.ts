import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CredentialsRejected } from '@mailfold/contracts';
import { type Dovecot, type DovecotUser, describeWith, findDovecot, freePort, until } from '@mailfold/dev-env';
import { salesYear } from './mail/sales-year.ts';
import { writeMail } from './mail/write-mail.ts';
import { compare } from './mailfold/compare.ts';
import { ADDRESS } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { filesWith } from './mailfold/files-with.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { type Ended, Program } from './mailfold/program.ts';

const MAILS = 120;
/** What `mailfold --help` says of these ends. */
const FAILED = 1;
const USAGE = 2;
const LOGIN_REFUSED = 4;

describeWith(await findDovecot(), 'an account of one’s own, from the command line', ({ startDovecot }) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    await dovecot.appendMaildir(ann.user, 'INBOX', salesYear(MAILS));
    data = await DataFolder.make();
    await writeFile(join(data.path, 'server.pem'), dovecot.certificate);
    mailfold = await Mailfold.start(data);
  }, 60_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  describe('with something wrong', () => {
    it('says that the password is wrong', async () => {
      const { code, err } = await connect({ password: 'not-her-password' });
      expect(err).toContain('did not accept this user name and password: check both.');
      expect(code).toBe(LOGIN_REFUSED);
    });

    it('says that the host is not known', async () => {
      const { code, err } = await connect({ host: 'imap.nowhere.invalid' });
      expect(err).toMatch(
        /The host name imap\.nowhere\.invalid of the IMAP server cannot be found: check its spelling/,
      );
      expect(code).toBe(FAILED);
    });

    it('says that nothing listens at the port', async () => {
      const port = await freePort();
      const { code, err } = await connect({ port });
      expect(err).toContain(`Nothing listens at ${dovecot.host}:${port} (connection refused): check the port.`);
      expect(code).toBe(FAILED);
    });

    it('says which TLS mode is the right one', async () => {
      const early = await connect({ port: dovecot.port, tls: 'implicit' });
      expect(early.err).toContain('does not speak TLS from the start: choose STARTTLS.');
      const late = await connect({ port: dovecot.tlsPort, tls: 'starttls' });
      expect(late.err).toContain('speaks TLS from the start: choose implicit TLS.');
      expect([early.code, late.code]).toEqual([FAILED, FAILED]);
    });

    it('refuses to send a password in clear', async () => {
      const { code, err } = await connect({ port: dovecot.port, tls: 'none' });
      expect(err).toMatch(/^mailfold: A connection to .+ without TLS is refused: choose implicit TLS or STARTTLS/m);
      expect(code).toBe(FAILED);
    });

    it('says that the certificate cannot be trusted, and that no password was sent', async () => {
      const { code, err } = await connect({ trust: false });
      expect(err).toMatch(/The certificate of the .+ cannot be trusted .+ No password was sent\./);
      expect(code).toBe(FAILED);
    });

    it('says that sending does not work', async () => {
      const port = await freePort();
      const { code, err } = await connect({ more: ['--smtp-host', dovecot.host, '--smtp-port', String(port)] });
      expect(err).toMatch(/Nothing listens at .+ SMTP is usually at 465/);
      expect(code).toBe(FAILED);
    });

    it('asks for the password in the one way that nobody else can read', async () => {
      const { code, err } = await connect({ more: ['--password', ann.password] });
      expect(err).toContain("unknown option '--password'");
      expect(code).toBe(USAGE);
    });

    it('has stored nothing after all this (CON-1)', async () => {
      expect((await mailfold.client.accounts.list()).items).toEqual([]);
      expect((await mailfold.client.events.counts()).total).toBe(0);
      expect(await filesWith(data.path, 'not-her-password')).toEqual([]);
      expect(await filesWith(data.path, ann.user)).toEqual([]);
    });
  });

  describe('with everything right', () => {
    it('proves the login, shows the folders, syncs with progress, and says what came of it', async () => {
      const { code, out, err } = await connect();
      expect([code, code === 0 ? '' : err]).toEqual([0, '']);
      expect(err).toMatch(/The login works\.\n\n# +FOLDER +MAILS +UNREAD\n/);
      expect(err).toMatch(/^\d+ +INBOX +120 +30 +inbox$/m);
      expect(err).toMatch(/^INBOX: .*120 of 120/m);
      expect(out).toMatch(/^complete: 120 mails\. See mailfold mailbox, mailfold ledger [0-9a-f-]{36}\n$/);
    }, 60_000);

    it('shows the mailbox, and a ledger that another client confirms (ING-4)', async () => {
      const mailbox = await cli('mailbox');
      expect(mailbox.code).toBe(0);
      expect(mailbox.out).toContain('for customer');
      const ledger = await cli('ledger', ADDRESS);
      expect(ledger.out).toMatch(/^INBOX +120 +120 +0 +0 +0 +0/m);
      expect(ledger.code).toBe(0);
      expect(await compare(mailfold.client, dovecot, ann)).toEqual({
        seen: MAILS,
        missing: [],
        invented: [],
        doubled: [],
      });
    }, 60_000);

    it('keeps the password sealed: its bytes stand in no file', async () => {
      expect(await filesWith(data.path, ann.password)).toEqual([]);
      for (const name of ['master.key', 'api.json']) {
        expect([name, ((await stat(join(data.path, name))).mode & 0o777).toString(8)]).toEqual([name, '600']);
      }
    });

    it('changes nothing when the address is connected already', async () => {
      const { code, err } = await connect();
      expect(err).toContain('This address is connected already; nothing was changed.');
      expect(code).toBe(0);
    }, 60_000);

    it('goes on where it stopped when it was disconnected for a while (CON-5)', async () => {
      expect((await cli('accounts', 'disconnect', ADDRESS)).code).toBe(0);
      await deliver('while-disconnected');
      const { code, err, out } = await connect();
      expect(err).toContain('Connected again; sync goes on where it stopped.');
      expect([code, out]).toEqual([0, expect.stringContaining('complete: 121 mails.')]);
    }, 60_000);

    it('waits for the new password when the old one stops working, and misses nothing (CON-4)', async () => {
      await dovecot.halt();
      ann = await dovecot.addUser(ann.user, randomUUID());
      await dovecot.resume();
      await until(async () => (await account()).state === 'needs re-authentication', {
        within: 60_000,
        what: 'the word',
      });
      expect((await account()).lastError).toMatchObject({
        whatToDo: expect.stringContaining('Enter the password again'),
      });
      await deliver('with-the-old-password');

      const { code, out } = await connect();
      expect([code, out]).toEqual([0, expect.stringContaining('complete: 122 mails.')]);
      const log = await everyEvent(mailfold.client, ['account.']);
      expect(log.filter((event) => CredentialsRejected.is(event))).toHaveLength(1);
      expect(await compare(mailfold.client, dovecot, ann)).toMatchObject({ missing: [], invented: [], doubled: [] });
    }, 120_000);
  });

  interface How {
    readonly password?: string;
    readonly host?: string;
    readonly port?: number;
    readonly tls?: string;
    readonly trust?: boolean;
    readonly more?: readonly string[];
  }

  /** `mailfold accounts connect ann@example.com …`, the password piped in; all is right where nothing else is said. */
  const connect = ({ password, host, port, tls = 'implicit', trust = true, more = [] }: How = {}): Promise<Ended> => {
    const server = [
      '--imap-host',
      host ?? dovecot.host,
      '--imap-port',
      String(port ?? dovecot.tlsPort),
      '--imap-tls',
      tls,
    ];
    const pin = trust ? ['--trust', join(data.path, 'server.pem')] : [];
    const args = [
      'accounts',
      'connect',
      ADDRESS,
      '--login',
      ann.user,
      '--all',
      '--password-stdin',
      ...server,
      ...pin,
      ...more,
    ];
    return new Program('cli', [...args, '--data', data.path], { stdin: `${password ?? ann.password}\n` }).ended;
  };

  const cli = (...args: readonly string[]): Promise<Ended> => new Program('cli', [...args, '--data', data.path]).ended;

  const account = async () => {
    const [one] = (await mailfold.client.accounts.list()).items;
    if (one === undefined) throw new Error('no account is connected');
    return one;
  };

  const deliver = (id: string): Promise<void> =>
    dovecot.deliver(ann.user, writeMail({ from: 'bob@harbour.example', to: ADDRESS, subject: id, text: id, id }));
});
