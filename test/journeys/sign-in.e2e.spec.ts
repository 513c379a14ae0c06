import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CredentialsRejected, CredentialsRenewed } from '@mailfold/contracts';
import {
  type Dovecot,
  type DovecotUser,
  describeWith,
  findDovecot,
  freePort,
  TestBrowser,
  TestIssuer,
  until,
} from '@mailfold/dev-env';
import { writeMail } from './mail/write-mail.ts';
import { compare } from './mailfold/compare.ts';
import { ADDRESS, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { filesWith } from './mailfold/files-with.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { Program } from './mailfold/program.ts';

/** At which nobody listens: what the CRM would read of the browser's return. */
const RETURN = 'http://127.0.0.1:9/crm';

describeWith(await findDovecot(), 'an account that one signs in to with a browser', ({ startDovecot }) => {
  let issuer: TestIssuer;
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let accountId: string;

  beforeAll(async () => {
    issuer = await TestIssuer.start();
    dovecot = await startDovecot('full', {
      introspectionUrl: issuer.introspectionUrl,
      mechanisms: ['xoauth2', 'oauthbearer'],
    });
    ann = await dovecot.addUser('ann');
    data = await DataFolder.make();
    await writeFile(join(data.path, 'server.pem'), dovecot.certificate);
    const port = await freePort();
    mailfold = await Mailfold.start(data, {
      args: ['--no-demo', '--port', `${port}`],
      env: { ...issuer.environment(), MAILFOLD_PUBLIC_URL: `http://127.0.0.1:${port}` },
    });
  }, 60_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
    await issuer[Symbol.asyncDispose]();
  });

  const account = () => mailfold.client.accounts.get(accountId);
  const deliver = (subject: string) =>
    dovecot.deliver(ann.user, writeMail({ from: 'bob@example.org', to: ADDRESS, subject, text: subject, id: subject }));
  const arrived = (subject: string) =>
    until(async () => (await mailfold.client.as(OWNER).mailbox.search(subject)).items.length > 0, {
      within: 30_000,
      what: `the mail ${subject}`,
    });
  /** Every connection begins anew, and with it every login. */
  const reconnect = async () => {
    await dovecot.halt();
    await dovecot.resume();
  };
  const complaints = async () =>
    (await everyEvent(mailfold.client, ['account.'])).filter((event) => CredentialsRejected.is(event)).length;

  it('connects from the command line, with what the browser brought back (CON-1)', async () => {
    await deliver('before');
    await mailfold.client.directory.put('users', OWNER, { name: 'Ann' });
    const { host, tlsPort } = dovecot;
    const line = `accounts connect ${ADDRESS} --sign-in --all --as ${OWNER} --imap-host ${host} --imap-port ${tlsPort}`;
    const files = ['--data', data.path, '--trust', join(data.path, 'server.pem')];
    const cli = new Program('cli', [...line.split(' '), ...files]);
    const url = await until(() => /http:\S+\/v1\/oauth\/begin\/\S+/.exec(cli.said)?.[0], { what: 'where to sign in' });
    const visit = await new TestBrowser().visit(url);
    expect(visit).toMatchObject({ status: 200, text: expect.stringContaining('go back to the terminal') });
    const { code, err } = await cli.ended;
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    accountId = (await mailfold.client.accounts.list()).items[0]?.id ?? '';
    await arrived('before');
  }, 60_000);

  it('goes on with a fresh token when the one before has ended, and nobody hears of it', async () => {
    const before = issuer.refreshes;
    issuer.endAccessTokens();
    await reconnect();
    await deliver('after-the-end');
    await arrived('after-the-end');
    expect(issuer.refreshes - before).toBe(1);
    expect(await complaints()).toBe(0);
  }, 60_000);

  it('waits, and does not park, while the issuer is away or does not know mailfold any more', async () => {
    issuer.endAccessTokens();
    issuer.refusals.push({ status: 503 }, { status: 401, body: { error: 'invalid_client' } });
    await reconnect();
    await deliver('after-the-outage');
    await arrived('after-the-outage');
    expect(issuer.refusals).toEqual([]);
    expect(await complaints()).toBe(0);
  }, 60_000);

  it('CON-4: says to sign in again when the consent was taken back: one event, and no storm', async () => {
    issuer.revoke(ADDRESS);
    const before = issuer.refreshes;
    await reconnect();
    await until(async () => (await account()).state === 'needs re-authentication', {
      within: 60_000,
      what: 'the word',
    });
    expect((await account()).lastError?.words).toContain('sign in again with Test Mail');
    expect(await complaints()).toBe(1);
    expect(issuer.refreshes - before).toBeLessThanOrEqual(4);
    await deliver('while-parked');
  }, 90_000);

  it('CON-4: goes on where it stopped when she signs in again: nothing is missing, nothing twice', async () => {
    const { oauth, accounts } = mailfold.client;
    const { id, url } = await oauth.begin({ address: ADDRESS, returnTo: RETURN });
    const visit = await new TestBrowser().visit(url, RETURN);
    const code = visit.url.searchParams.get('code') ?? '';
    await accounts.renewCredentials(accountId, { credentials: { kind: 'authorisation', id, code } });
    await arrived('while-parked');
    const renewed = (await everyEvent(mailfold.client, ['account.'])).filter((event) => CredentialsRenewed.is(event));
    expect([await complaints(), renewed.length]).toEqual([1, 1]);
    expect(await compare(mailfold.client, dovecot, ann)).toEqual({ seen: 4, missing: [], invented: [], doubled: [] });
    expect((await oauth.status(id)).state).toBe('used');
  }, 90_000);

  it('X21: tokens stand in no file, sealed or not at all', async () => {
    expect(await filesWith(data.path, accountId)).not.toEqual([]);
    expect(await filesWith(data.path, 'access-of-test-')).toEqual([]);
    expect(await filesWith(data.path, 'refresh-of-test-')).toEqual([]);
  }, 60_000);
});
