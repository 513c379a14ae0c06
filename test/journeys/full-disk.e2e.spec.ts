import { type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { both } from './both.ts';
import { salesYear } from './mail/sales-year.ts';
import { compare } from './mailfold/compare.ts';
import { connectAnn } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { Program } from './mailfold/program.ts';
import { findSmallDisk, type SmallDisk } from './mailfold/small-disk.ts';

const MEBIBYTES = 400;
const BEFORE = 500;
const MEANWHILE = 1_500;

describeWith(both(await findDovecot(), await findSmallDisk()), 'a full disk', ([{ startDovecot }, Disk]) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let disk: SmallDisk;
  let mailfold: Mailfold;
  let accountId: string;

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    await dovecot.appendMaildir(ann.user, 'INBOX', salesYear(BEFORE));
    disk = await Disk.mount(MEBIBYTES);
    data = await DataFolder.make(disk.path);
    mailfold = await Mailfold.start(data);
    accountId = await connectAnn(mailfold.client, dovecot, ann);
    await mailfold.settle();
  }, 120_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await disk[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  it('waits, says so, and goes on by itself with nothing lost once there is room (VIEW-3, ING-4)', async () => {
    await disk.fill();
    await dovecot.appendMaildir(ann.user, 'INBOX', [...salesYear(BEFORE + MEANWHILE)].slice(BEFORE));
    const status = () => mailfold.client.accounts.get(accountId);
    await until(async () => (await status()).lastError?.code === 'account/cannot-store', {
      within: 60_000,
      every: 200,
      what: 'the word',
    });
    expect(await status()).toMatchObject({ state: 'incomplete' });
    expect(await status()).not.toHaveProperty('complete');
    const { out } = await new Program('cli', ['doctor', '--data', data.path]).ended;
    expect(out).toMatch(
      /BROKEN +account ann@example\.com: mail waits at the provider since .+\n +What to do: Make room/,
    );
    expect(mailfold.program.hasEnded).toBe(false);

    await disk.free();
    await until(async () => (await compare(mailfold.client, dovecot, ann)).missing.length === 0, {
      within: 90_000,
      every: 1_000,
      what: 'everything',
    });
    await mailfold.settle(60_000);
    expect(await compare(mailfold.client, dovecot, ann)).toEqual({
      seen: BEFORE + MEANWHILE,
      missing: [],
      invented: [],
      doubled: [],
    });
    expect((await mailfold.client.operation.progress()).processors.filter(({ parked }) => parked > 0)).toEqual([]);
    await until(async () => (await status()).complete, { within: 30_000, every: 200, what: 'the proof' });
  }, 240_000);
});
