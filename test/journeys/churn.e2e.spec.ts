import { MessageObserved } from '@mailfold/contracts';
import { type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { churn } from './mail/churn.ts';
import { salesYear } from './mail/sales-year.ts';
import { writeMail } from './mail/write-mail.ts';
import { compare } from './mailfold/compare.ts';
import { ADDRESS, connectAnn, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { FoldedLedger, placeName } from './mailfold/ledger.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { Oracle } from './oracle/oracle.ts';
import { seeded } from './seeded.ts';

const CLIENTS = 4;
const STEPS = 40;
const SEED = 77;

describeWith(await findDovecot(), 'what other clients do to a mailbox', ({ startDovecot }) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let accountId: string;

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    await dovecot.appendMaildir(ann.user, 'INBOX', salesYear(60));
    await dovecot.appendMaildir(ann.user, 'Lists', salesYear(80).slice(60));
    data = await DataFolder.make();
    mailfold = await Mailfold.start(data, { roundSeconds: 0.2 });
    accountId = await connectAnn(mailfold.client, dovecot, ann, { removeWhenDeletedAtProvider: true });
    await mailfold.settle();
  }, 90_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  it('follows a folder that is renamed: its mail is elsewhere, and no other mail (ING-1)', async () => {
    await other((oracle) => oracle.rename('Lists', 'Listen'));
    await agreed();
    expect(await observed()).toBe(80);
  });

  it('finds a copy in a new folder to be the mail it is', async () => {
    await other((oracle) => oracle.change('CREATE', 'Kunden/Süd'));
    await other((oracle) => oracle.copy('INBOX', 3, 'Kunden/Süd'));
    await agreed();
    expect(await observed()).toBe(80);
  });

  it('loses nothing and announces nothing anew when UIDs mean something else (S1)', async () => {
    await dovecot.doveadm('mailbox', 'update', '-u', ann.user, '--uid-validity', '4711', 'INBOX');
    await deliver('meanwhile');
    await agreed();
    expect(await observed()).toBe(81);
  });

  it('takes mail out of the views that another client deletes, with its folder too (ING-6)', async () => {
    await other((oracle) => oracle.change('DELETE', 'Listen'));
    await other((oracle) => oracle.expunge('INBOX', 9));
    await agreed();
    const status = () => mailfold.client.accounts.get(accountId);
    await until(async () => (await status()).messages === 60, { what: 'mail being gone' });
    await mailfold.settle();
    expect((await status()).messages).toBe(60);
  });

  it('says complete again soon after', async () => {
    await until(async () => (await mailfold.client.accounts.get(accountId)).complete, { what: 'the proof' });
    expect((await mailfold.client.accounts.ledger(accountId)).complete).toBe(true);
  });

  it('agrees with the server after several clients churned while the engine was killed (S23)', async () => {
    await mailfold.client.as(OWNER).accounts.changeSettings(accountId, { removeWhenDeletedAtProvider: false });
    const chance = seeded(SEED);
    const clients = Array.from({ length: CLIENTS }, () => other((oracle) => churn(oracle, chance, STEPS)));
    const incoming = (async () => {
      for (let nth = 0; nth < STEPS; nth += 1) await deliver(`churn-${nth}`);
    })();
    await incoming;
    await mailfold.kill();
    mailfold = await Mailfold.start(data, { roundSeconds: 0.2 });
    await Promise.all(clients);
    await agreed();
    expect((await mailfold.client.accounts.ledger(accountId)).complete).toBe(true);
  }, 120_000);

  it('shows every mail in the folders where the server has it, read where it is read', async () => {
    using oracle = await Oracle.login(dovecot, ann);
    const mails = await oracle.everything();
    const { places } = new FoldedLedger(await everyEvent(mailfold.client, ['ingest.']));
    const byMessage = Map.groupBy(mails, ({ folder, epoch, uid }) => {
      const entry = places.get(placeName(folder, epoch, uid));
      return entry?.status === 'stored' ? entry.messageId : '';
    });
    byMessage.delete('');
    const wrong: unknown[] = [];
    for (const [id, copies] of byMessage) {
      const { folders, unread } = await mailfold.client.as(OWNER).mailbox.message(id);
      const shown = folders.map(({ path }) => path).toSorted();
      const there = [...new Set(copies.map(({ folder }) => folder))].toSorted();
      if (shown.join() !== there.join()) wrong.push({ id, shown, there });
      const marks = new Set(copies.map(({ flags }) => !flags.includes(String.raw`\Seen`)));
      // Copies may be marked differently; then there is no one truth.
      if (marks.size === 1 && !marks.has(unread)) wrong.push({ id, unread, there });
    }
    expect(wrong).toEqual([]);
  }, 30_000);

  /** Another client, for as long as this takes. */
  const other = async (does: (oracle: Oracle) => Promise<void>): Promise<void> => {
    using oracle = await Oracle.login(dovecot, ann);
    await does(oracle);
  };

  const agreed = async (): Promise<void> => {
    let last: unknown;
    const isAgreed = async (): Promise<boolean> => {
      const { seen: _, ...wrong } = await compare(mailfold.client, dovecot, ann);
      last = wrong;
      return Object.values(wrong).every((places) => places.length === 0);
    };
    await until(isAgreed, { within: 30_000, every: 100, what: 'agreement' }).catch(() => {
      expect(last).toEqual({ missing: [], invented: [], doubled: [] });
    });
    await mailfold.settle();
  };

  const observed = async (): Promise<number> => {
    const { types } = await mailfold.client.events.counts();
    return types.find(({ type }) => type === MessageObserved.type)?.count ?? 0;
  };

  const deliver = (id: string): Promise<void> =>
    dovecot.deliver(ann.user, writeMail({ from: 'bob@harbour.example', to: ADDRESS, subject: id, text: id, id }));
});
