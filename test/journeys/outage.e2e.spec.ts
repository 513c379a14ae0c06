import { type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { salesYear } from './mail/sales-year.ts';
import { writeMail } from './mail/write-mail.ts';
import { compare } from './mailfold/compare.ts';
import { ADDRESS, connectAnn, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { Program } from './mailfold/program.ts';

const MAILS = 2_000;
const NOTHING_WRONG = { missing: [], invented: [], doubled: [] };

describeWith(await findDovecot(), 'servers that go away and come back', ({ startDovecot }) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let accountId: string;

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    await dovecot.appendMaildir(ann.user, 'INBOX', salesYear(MAILS));
    data = await DataFolder.make();
    mailfold = await Mailfold.start(data);
    accountId = await connectAnn(mailfold.client, dovecot, ann);
  }, 90_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  it('goes on where it was when PostgreSQL is killed while mail is synced, and killed again', async () => {
    for (const mails of [1, 500, 1_000]) {
      await until(async () => (await status()).messages >= mails, { within: 60_000, what: `${mails} mails` });
      const before = await postmaster();
      process.kill(before, 'SIGKILL');
      await until(async () => (await postmaster()) !== before && (await status()).state !== undefined, {
        within: 30_000,
        what: 'PostgreSQL answering again',
      });
    }
    await mailfold.settle(90_000);
    expect(mailfold.program.hasEnded).toBe(false);
    expect(await compare(mailfold.client, dovecot, ann)).toEqual({ seen: MAILS, ...NOTHING_WRONG });
    expect((await mailfold.client.operation.progress()).processors.filter(({ parked }) => parked > 0)).toEqual([]);
  }, 180_000);

  it('takes what came while the mail server was away for a moment', async () => {
    await dovecot.appendMaildir(ann.user, 'Lists', salesYear(50));
    await dovecot.halt();
    await dovecot.resume();
    await deliver('after-the-break');
    await until(() => hasMail('after-the-break'), { within: 30_000, what: 'the mail after the break' });
    await until(async () => (await compare(mailfold.client, dovecot, ann)).missing.length === 0, {
      within: 30_000,
      what: 'everything',
    });
    expect(await compare(mailfold.client, dovecot, ann)).toMatchObject(NOTHING_WRONG);
  }, 90_000);

  it('says that the mail server is away, and what to do; then goes on by itself, over a restart too (VIEW-3)', async () => {
    await dovecot.halt();
    await until(async () => (await status()).state === 'unreachable', {
      within: 100_000,
      every: 500,
      what: 'the word',
    });
    const { lastError, complete } = await status();
    expect(complete).toBeUndefined();
    expect(lastError?.whatToDo).toMatch(/Check the network.*nothing is lost/);
    const { code, out } = await new Program('cli', ['doctor', '--data', data.path]).ended;
    expect(out).toMatch(
      /warning +account ann@example\.com: the provider cannot be reached since .+\n +What to do: Nothing is lost/,
    );
    expect(code).toBe(0);

    // Whoever told may be gone when it is over.
    expect((await mailfold.stop()).code).toBe(0);
    mailfold = await Mailfold.start(data);
    expect((await status()).state).toBe('unreachable');

    await dovecot.resume();
    await deliver('at-last');
    await until(async () => (await status()).state === 'complete', { within: 90_000, every: 200, what: 'recovery' });
    await until(() => hasMail('at-last'), { within: 20_000, what: 'the mail that waited' });
    expect(await compare(mailfold.client, dovecot, ann)).toMatchObject(NOTHING_WRONG);
  }, 220_000);

  it('keeps what it has while the mail server is away, over a restart too', async () => {
    await dovecot.halt();
    const before = await mailfold.client.as(OWNER).mailbox.counts();
    expect((await mailfold.stop()).code).toBe(0);
    mailfold = await Mailfold.start(data);
    expect(await mailfold.client.as(OWNER).mailbox.counts()).toEqual(before);
    await dovecot.resume();
    await deliver('after-the-restart');
    await until(() => hasMail('after-the-restart'), { within: 60_000, what: 'the mail after the restart' });
    expect(await compare(mailfold.client, dovecot, ann)).toMatchObject(NOTHING_WRONG);
  }, 120_000);

  const status = () => mailfold.client.accounts.get(accountId);

  const postmaster = async (): Promise<number> => {
    const pid = await data.postmaster();
    if (pid === undefined) throw new Error('PostgreSQL does not run');
    return pid;
  };

  const deliver = (id: string): Promise<void> =>
    dovecot.deliver(ann.user, writeMail({ from: 'bob@harbour.example', to: ADDRESS, subject: id, text: id, id }));

  const hasMail = async (subject: string): Promise<boolean> =>
    (await mailfold.client.as(OWNER).mailbox.threads({ limit: 5 })).items.some((one) => one.subject === subject);
});
