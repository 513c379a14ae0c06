import {
  BackfillStarted,
  FolderRenamed,
  MessageMoved,
  MessageObserved,
  MessageRestored,
  MessageSkipped,
  MessageWithdrawn,
  ScreeningChanged,
} from '@mailfold/contracts';
import type { ScopeChoice, StartChoice } from '@mailfold/contracts/http';
import { type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { salesDirectory, salesYear } from './mail/sales-year.ts';
import { writeMail } from './mail/write-mail.ts';
import { ADDRESS, connectAnn, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { filesWith } from './mailfold/files-with.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { Oracle } from './oracle/oracle.ts';

const ALL: ScopeChoice = { kind: 'all' };
/** Of 48 mails, an hour apart, 24 came before. */
const SECOND_DAY: StartChoice = { kind: 'since', since: '2025-01-02T00:00:00.000Z' };

describeWith(await findDovecot(), 'what is synced, and changed later', ({ startDovecot }) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let id: string;

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    await dovecot.appendMaildir(ann.user, 'INBOX', salesYear(48));
    await dovecot.appendMaildir(ann.user, 'Lists', salesYear(60).slice(48));
    data = await DataFolder.make();
    mailfold = await Mailfold.start(data, { roundSeconds: 0.2 });
    await mailfold.client.directory.batch(salesDirectory());
    id = await connectAnn(mailfold.client, dovecot, ann, { removeWhenDeletedAtProvider: true });
    await mailfold.settle();
  }, 90_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  it('says what narrowing would withdraw, and changes nothing (SCO-2)', async () => {
    const preview = await mailfold.client.accounts.previewScope(id, { scope: { kind: 'folders', folders: ['Lists'] } });
    // Each customer with an even number has a deal; every customer has a thread in the inbox.
    expect(preview.withdraws).toMatchObject({ messages: 48, deals: 6 });
    expect(preview.withdraws.threads).toBeGreaterThanOrEqual(12);
    expect(preview.backfills).toEqual({ messages: 0, folders: 0 });
    expect(await shown()).toBe(60);
  });

  it('withdraws by a later start what came before it, and shows it again by an earlier one (SCO-2)', async () => {
    await change(ALL, SECOND_DAY);
    await until(async () => (await shown()) === 36, { what: 'the first day being withdrawn' });
    await complete();
    const { folders } = await mailfold.client.accounts.ledger(id);
    const inbox = folders.find(({ path }) => path === 'INBOX');
    const skipped = [{ reason: 'out-of-scope', count: 24 }];
    expect(inbox).toMatchObject({ listed: 48, stored: 24, missing: 0, skipped });
    await change(ALL, { kind: 'since' });
    await until(async () => (await shown()) === 60, { what: 'the first day showing again' });
    await complete();
    expect(await count(MessageObserved.type)).toBe(60);
    expect(await count(MessageRestored.type)).toBe(24);
  });

  it('withdraws what lies in folders that leave the scope, and their mail comes no more (SCO-1, SCO-2)', async () => {
    await change({ kind: 'folders', folders: ['INBOX'] });
    await until(async () => (await shown()) === 48, { what: 'the lists being withdrawn' });
    const { items } = await mailfold.client.as(OWNER).mailbox.threads({ folder: 'all', limit: 200 });
    expect(items.reduce((sum, thread) => sum + thread.messages, 0)).toBe(48);
    await complete();
    const before = await mailfold.client.accounts.previewScope(id, { scope: ALL });
    expect(before).toMatchObject({
      withdraws: { messages: 0 },
      restores: { messages: 12 },
      backfills: { messages: 0 },
    });
    await dovecot.appendMaildir(ann.user, 'Lists', salesYear(62).slice(60));
    const { backfills } = await mailfold.client.accounts.previewScope(id, { scope: ALL });
    expect(backfills.messages).toBe(2);
    expect(await shown()).toBe(48);
  });

  it('fetches by a wider scope what came meanwhile, as history, and shows the rest again (SCO-2, ING-3)', async () => {
    await change(ALL);
    await until(async () => (await shown()) === 62, { what: 'the lists and what came meanwhile' });
    await complete();
    const observed = (await everyEvent(mailfold.client, [MessageObserved.type])).slice(-2);
    expect(observed.map(({ origin }) => origin)).toEqual(['backfill', 'backfill']);
  });

  it('follows a folder that is renamed without reading it again or moving its mail (ING-1)', async () => {
    const before = await Promise.all([BackfillStarted, MessageMoved, MessageObserved].map(({ type }) => count(type)));
    await other((oracle) => oracle.rename('Lists', 'Listen'));
    await until(async () => (await count(FolderRenamed.type)) === 1, { what: 'the new name' });
    await complete();
    expect(await Promise.all([BackfillStarted, MessageMoved, MessageObserved].map(({ type }) => count(type)))).toEqual(
      before,
    );
  });

  it('shows a mail again that was deleted and put back at the server (ING-6)', async () => {
    const [mail] = await other((oracle) => oracle.mails('INBOX'));
    await other((oracle) => oracle.expunge('INBOX', mail?.uid ?? 0));
    await until(async () => (await shown()) === 61, { what: 'the mail being withdrawn' });
    await other((oracle) => oracle.append('INBOX', { raw: mail?.raw ?? Buffer.alloc(0) }));
    await until(async () => (await shown()) === 62, { what: 'the mail showing again' });
    expect(await count(MessageObserved.type)).toBe(62);
  });

  it('stores nothing of whom the owner or the tenant blocks, from then on, and says so in the ledger (SCO-4)', async () => {
    const mine = mailfold.client.as(OWNER).blockList;
    await mine.replace({ addresses: ['News@Shop.example'], domains: [] });
    await mailfold.client.blockList.replace({ addresses: [], domains: ['spam.example'] });
    expect(await mine.get()).toEqual({ of: 'user', addresses: ['news@shop.example'], domains: [] });
    expect(await mailfold.client.blockList.get()).toMatchObject({ of: 'tenant', domains: ['spam.example'] });
    await until(async () => (await count(ScreeningChanged.type)) === 2, { what: 'both lists reaching the account' });
    await mailfold.settle();
    for (const from of ['news@shop.example', 'x@mail.spam.example', 'friend@else.example'])
      await dovecot.deliver(
        ann.user,
        writeMail({ from, to: ADDRESS, subject: from, text: from, id: `to-block-${from}` }),
      );
    await until(async () => (await shown()) === 63, { what: 'the mail of whom nobody blocks' });
    await complete();
    const skipped = (await everyEvent(mailfold.client, [MessageSkipped.type])).map((event) => Object(event.data).rule);
    expect(skipped.filter((rule) => rule === 'blocked').length).toBeGreaterThanOrEqual(1);
    expect(await filesWith(data.path, 'x@mail.spam.example')).toEqual([]);
  });

  it('keeps mail that somebody moves out of the scope, and withdraws what is deleted (SCO-1, ING-7)', async () => {
    await change({ kind: 'folders', folders: ['INBOX'] });
    await until(async () => (await shown()) === 49, { what: 'the other folder being withdrawn' });
    await complete();
    const [first, second] = await other((oracle) => oracle.places('INBOX'));
    const moves = await count(MessageMoved.type);
    await other((oracle) => oracle.move('INBOX', first?.uid ?? 0, 'Listen'));
    await until(async () => (await count(MessageMoved.type)) === moves + 2, { what: 'the mail being found elsewhere' });
    await other((oracle) => oracle.expunge('INBOX', second?.uid ?? 0));
    await until(async () => (await shown()) === 48, { what: 'the mail that was deleted being withdrawn' });
    const gone = (await everyEvent(mailfold.client, [MessageWithdrawn.type])).map((event) => Object(event.data).reason);
    expect(gone.filter((reason) => reason === 'deleted-at-provider')).toHaveLength(2);
  });

  it('stores by the tenant’s policy only mail of contacts, and fetches the rest when its sender becomes one (SCO-6)', async () => {
    await mailfold.client.blockList.replace({ addresses: [], domains: [], contactsOnly: true });
    await until(async () => (await count(ScreeningChanged.type)) === 3, { what: 'the policy reaching the account' });
    await mailfold.settle();
    for (const from of ['buyer1@customer1.example', 'new@lead.example', 'stranger@else.example'])
      await dovecot.deliver(
        ann.user,
        writeMail({ from, to: ADDRESS, subject: from, text: from, id: `policy-${from}` }),
      );
    await until(async () => (await shown()) === 49, { what: 'the mail of the contact' });
    await until(async () => (await skippedFor('no-contact')) === 2, { what: 'two strangers in the ledger' });
    expect(await filesWith(data.path, 'policy-new@lead.example')).toEqual([]);

    await mailfold.client.directory.put('contacts', 'lead', { name: 'New lead', addresses: ['new@lead.example'] });
    await until(async () => (await shown()) === 50, { what: 'the mail of who became a contact' });
    await complete();
    expect(await skippedFor('no-contact')).toBe(1);
    await mailfold.client.blockList.replace({ addresses: [], domains: [], contactsOnly: false });
    await until(async () => (await shown()) === 51, { what: 'everybody’s mail' });
  });

  const skippedFor = async (rule: string): Promise<number> => {
    const { folders } = await mailfold.client.accounts.ledger(id);
    const reasons = folders.filter(({ path }) => path === 'INBOX').flatMap(({ skipped }) => skipped);
    return reasons.find(({ reason }) => reason === rule)?.count ?? 0;
  };
  const change = (scope: ScopeChoice, start?: StartChoice) =>
    mailfold.client.accounts.changeScope(id, { scope, ...(start === undefined ? {} : { start }) });
  const shown = async (): Promise<number> => (await mailfold.client.accounts.get(id)).messages;
  const complete = () =>
    until(async () => (await mailfold.client.accounts.get(id)).complete, { within: 30_000, what: 'the proof' });
  const count = async (type: string): Promise<number> => (await everyEvent(mailfold.client, [type])).length;

  /** Another client, for as long as this takes. */
  const other = async <Answer>(does: (oracle: Oracle) => Promise<Answer>): Promise<Answer> => {
    using oracle = await Oracle.login(dovecot, ann);
    return await does(oracle);
  };
});
