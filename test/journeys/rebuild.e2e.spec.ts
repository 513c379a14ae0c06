import type { Rebuild } from '@mailfold/contracts/http';
import { type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { salesDirectory, salesYear } from './mail/sales-year.ts';
import { writeMail } from './mail/write-mail.ts';
import { ADDRESS, connectAnn, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { type Ended, Program } from './mailfold/program.ts';

const MAILS = 1_500;
const ARRIVING = 40;

describeWith(await findDovecot(), 'views made anew from the log', ({ startDovecot }) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let first: Rebuild;

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    await dovecot.appendMaildir(ann.user, 'INBOX', salesYear(MAILS));
    data = await DataFolder.make();
    mailfold = await Mailfold.start(data);
    await mailfold.client.directory.batch(salesDirectory());
    await connectAnn(mailfold.client, dovecot, ann, { defaultVisibility: 'shared' });
    await mailfold.settle();
    await workAsAnn();
    await mailfold.settle();
  }, 180_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  it('have the hashes of the live ones, every one of them (VIEW-5)', async () => {
    first = await compared();
    expect(first.views.map(({ view }) => view).toSorted()).toEqual(['accounts', 'records', 'search', 'threads']);
    expect(first.views.map(({ equal, state }) => [state, equal])).toEqual(first.views.map(() => ['done', true]));
    expect(hashes(first, 'hashAfter')).toEqual(hashes(first, 'hashBefore'));
  }, 90_000);

  it('are told of in words, one view alone too', async () => {
    const { code, out } = await rebuild('threads');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^VIEW +EVENTS +PER SECOND +HASH +RESULT\nthreads +[\d,]+ +[\d,]+ +[0-9a-f]{16} +equal to the live one\n$/,
    );
  }, 60_000);

  it('do not exist under any other name', async () => {
    const { code, err } = await rebuild('timelines');
    expect(code).not.toBe(0);
    expect(err).toContain('There is no view timelines: the views are');
  }, 30_000);

  it('take in the mail that arrives meanwhile', async () => {
    const { id } = await mailfold.client.operation.rebuild();
    for (let nth = 0; nth < ARRIVING; nth += 1) await deliver(nth);
    const rebuilt = await until(
      async () => {
        const now = await mailfold.client.operation.rebuildStatus(id);
        return now.state !== 'running' && now;
      },
      { within: 90_000, what: 'the rebuild' },
    );
    expect(rebuilt.views.map(({ state }) => state)).toEqual(rebuilt.views.map(() => 'done'));
    expect(rebuilt.views.filter(({ equal }) => equal === false)).toEqual([]);
    await until(async () => (await newestSubjects()).size === ARRIVING, { within: 30_000, what: 'all new mail' });
    await mailfold.settle();

    const quiet = await compared();
    expect(quiet.views.map(({ equal }) => equal)).toEqual(quiet.views.map(() => true));
    expect(hashes(quiet, 'hashAfter')).not.toEqual(hashes(first, 'hashAfter'));
  }, 180_000);

  it('leave the live ones as they are when the engine dies on the way', async () => {
    const before = await mailfold.client.as(OWNER).mailbox.counts();
    const { id } = await mailfold.client.operation.rebuild();
    await until(
      async () => (await mailfold.client.operation.rebuildStatus(id)).views.some(({ state }) => state === 'folding'),
      { every: 1, what: 'the rebuild being under way' },
    );
    await mailfold.kill();
    mailfold = await Mailfold.start(data);
    await mailfold.settle();
    expect(await mailfold.client.as(OWNER).mailbox.counts()).toEqual(before);
    const { views } = await compared();
    expect(views.filter(({ equal }) => equal !== true)).toEqual([]);
  }, 180_000);

  const rebuild = (...args: readonly string[]): Promise<Ended> =>
    new Program('cli', ['rebuild', ...args, '--data', data.path]).ended;

  /** Again while events arrived meanwhile, such as the proof of an account that has just begun: hashes are of one log only when it is quiet. */
  const compared = (): Promise<Rebuild> =>
    until(
      async () => {
        const { code, out } = await rebuild('--json');
        const found = JSON.parse(out) as Rebuild;
        return (code !== 0 || found.views.every(({ equal }) => equal !== undefined)) && found;
      },
      { within: 60_000, what: 'a rebuild while nothing arrives' },
    );

  const hashes = (
    { views }: Rebuild,
    which: 'hashBefore' | 'hashAfter',
  ): Readonly<Record<string, string | undefined>> => Object.fromEntries(views.map((view) => [view.view, view[which]]));

  /** What a person does in a day, so that every kind of row is there. */
  const workAsAnn = async (): Promise<void> => {
    const client = mailfold.client.as(OWNER);
    const { items } = await client.mailbox.threads({ folder: 'all', limit: 40 });
    const ids = items.map(({ id }) => id);
    await client.threads.act('archive', ids.slice(0, 10));
    await client.threads.act('delete', ids.slice(10, 13));
    await client.threads.act('read', ids.slice(13, 20));
    await client.threads.share('private', ids.slice(20, 25));
    for (const id of ids.slice(25, 28)) await client.threads.linkDeal(id, 'd0');
    for (const id of ids.slice(28, 30)) await client.threads.unlinkContact(id, 'c1').catch(() => undefined);
    const thread = await client.mailbox.thread(ids.at(35) ?? '');
    await client.threads.hideMessage(thread.items[0]?.id ?? '');
    await mailfold.client.directory.remove('deals', 'd2');
  };

  const deliver = (nth: number): Promise<void> => {
    const subject = `Arriving ${nth}`;
    const from = `buyer${nth % 12}@customer${nth % 12}.example`;
    return dovecot.deliver(ann.user, writeMail({ from, to: ADDRESS, subject, text: `${nth}`, id: `arriving-${nth}` }));
  };

  const newestSubjects = async (): Promise<ReadonlySet<string>> => {
    const { items } = await mailfold.client.as(OWNER).mailbox.threads({ limit: 100 });
    return new Set(items.map(({ subject }) => subject).filter((subject) => subject.startsWith('Arriving')));
  };
});
