import { corpora, type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { chunk, sha256Hex } from '@mailfold/kernel';
import { both } from './both.ts';
import { sharedCorpus } from './mail/corpus.ts';
import { fillMailbox } from './mail/corpus-mailbox.ts';
import { connectAnn, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { FoldedLedger, placeName } from './mailfold/ledger.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { identityOf, kinshipOf } from './oracle/identity.ts';
import { Oracle, type OracleMail } from './oracle/oracle.ts';
import { seeded } from './seeded.ts';

const KILLS = 10;
/** Requests under way. */
const AT_ONCE = 8;
const SEED = 20_260_801;

describeWith(
  both(await findDovecot(), corpora()),
  'the whole corpus, with the engine killed ten times on the way',
  ([{ startDovecot }, folder]) => {
    let dovecot: Dovecot;
    let ann: DovecotUser;
    let data: DataFolder;
    let mailfold: Mailfold;
    let accountId: string;
    let mails: readonly OracleMail[];
    let ledger: FoldedLedger;

    beforeAll(async () => {
      dovecot = await startDovecot();
      ann = await dovecot.addUser();
      const count = await fillMailbox(dovecot, ann.user, await sharedCorpus(folder));
      data = await DataFolder.make();
      mailfold = await Mailfold.start(data);
      accountId = await connectAnn(mailfold.client, dovecot, ann);
      const told = async (): Promise<number> => (await mailfold.client.events.counts()).total;
      for (const moment of moments(count)) {
        await until(async () => (await told()) >= moment, { within: 60_000, every: 20, what: `${moment} events` });
        await mailfold.kill();
        mailfold = await Mailfold.start(data);
      }
      await mailfold.settle(120_000);
      using oracle = await Oracle.login(dovecot, ann);
      mails = await oracle.everything();
      ledger = new FoldedLedger(await everyEvent(mailfold.client, ['ingest.']));
    }, 240_000);
    afterAll(async () => {
      await mailfold[Symbol.asyncDispose]();
      await data[Symbol.asyncDispose]();
      await dovecot.stop();
    });

    it('misses nothing: every mail that another client sees is in the ledger, and no other (ING-4)', () => {
      const seen = mails.map(({ folder: path, epoch, uid }) => placeName(path, epoch, uid));
      const known = [...ledger.places.keys()];
      expect(seen.length).toBeGreaterThan(2_700);
      expect({ missing: seen.filter((one) => !ledger.places.has(one)), invented: without(known, seen) }).toEqual({
        missing: [],
        invented: [],
      });
    });

    it('doubles nothing: copies of one mail are one message (ING-1)', () => {
      const messagesOf = groups(stored(), ({ raw }) => identityOf(raw), messageAt);
      const doubled = [...messagesOf.values()].filter((messages) => messages.size > 1);
      expect(doubled).toEqual([]);
      expect(ledger.observed).toHaveLength(new Set(ledger.observed).size);
    });

    it('takes no mail for another', () => {
      const kinsOf = groups(stored(), messageAt, ({ raw }) => kinshipOf(raw));
      const mixed = [...kinsOf].filter(([, kins]) => kins.size > 1);
      expect(mixed).toEqual([]);
    });

    it('keeps the bytes of every message as one of its copies has them', async () => {
      const rawsOf = groups(stored(), messageAt, ({ raw }) => raw.toString('latin1'));
      const { mailbox } = mailfold.client.as(OWNER);
      const wrong: string[] = [];
      for (const some of chunk([...rawsOf], AT_ONCE)) {
        await Promise.all(
          some.map(async ([message, raws]) => {
            const kept = await (await mailbox.raw(message)).arrayBuffer();
            if (!raws.has(Buffer.from(kept).toString('latin1'))) wrong.push(message);
          }),
        );
      }
      expect(wrong).toEqual([]);
    }, 60_000);

    it('says why it left mail out', () => {
      const reasons = mails.map(({ folder: path, epoch, uid }) => {
        const entry = ledger.places.get(placeName(path, epoch, uid));
        return entry === undefined || entry.status === 'stored' ? 'stored' : `${path}: ${entry.reason}`;
      });
      expect(tally(reasons)).toEqual({
        stored: expect.any(Number),
        'Trash: location-only': 32,
        'Junk: location-only': 15,
      });
    });

    it('proves it by a digest of the UIDs that the other client lists too (ING-4)', async () => {
      const { folders } = await mailfold.client.accounts.ledger(accountId);
      const uidsOf = Map.groupBy(mails, ({ folder: path }) => path);
      const proofs = folders.map(({ path, proof }) => [path, proof?.digest] as const);
      const seen = folders.map(({ path }) => {
        const uids = (uidsOf.get(path) ?? []).map(({ uid }) => uid);
        return [path, sha256Hex(uids.join(','))] as const;
      });
      expect(Object.fromEntries(proofs)).toEqual(Object.fromEntries(seen));
    });

    it('says complete, and its sums are those of the other client', async () => {
      const { folders, complete } = await mailfold.client.accounts.ledger(accountId);
      expect(complete).toBe(true);
      const listed = folders.filter((one) => one.listed > 0).map(({ path, listed: sum }) => [path, sum] as const);
      expect(Object.fromEntries(listed)).toEqual(tally(mails.map(({ folder: path }) => path)));
      await expect(mailfold.client.accounts.get(accountId)).resolves.toMatchObject({
        state: 'complete',
        complete: { quarantined: expect.any(Number) },
        messages: ledger.observed.length,
      });
    });

    it('shows every view as the log alone would make it (VIEW-5)', async () => {
      const { id } = await mailfold.client.operation.rebuild();
      const ended = await until(
        async () => {
          const rebuild = await mailfold.client.operation.rebuildStatus(id);
          return rebuild.state !== 'running' && rebuild;
        },
        { within: 60_000, what: 'the rebuild' },
      );
      expect(ended.views.map(({ view, equal }) => [view, equal])).toEqual(ended.views.map(({ view }) => [view, true]));
    }, 90_000);

    const messageAt = ({ folder: path, epoch, uid }: OracleMail): string => {
      const entry = ledger.places.get(placeName(path, epoch, uid));
      return entry?.status === 'stored' ? entry.messageId : '';
    };
    const stored = (): readonly OracleMail[] => mails.filter((mail) => messageAt(mail) !== '');
  },
);

/** After how many events the engine dies, ascending; each mail makes more than two, so that it dies while it syncs. */
const moments = (mails: number): readonly number[] => {
  const chance = seeded(SEED);
  return Array.from({ length: KILLS }, () => Math.floor(chance.next().value * mails * 2)).toSorted((a, b) => a - b);
};

const without = <Item>(all: readonly Item[], some: readonly Item[]): readonly Item[] => {
  const those = new Set(some);
  return all.filter((one) => !those.has(one));
};

const groups = <Item, Key, Value>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
  valueOf: (item: Item) => Value,
): Map<Key, Set<Value>> => {
  const found = new Map<Key, Set<Value>>();
  for (const item of items) found.set(keyOf(item), (found.get(keyOf(item)) ?? new Set()).add(valueOf(item)));
  return found;
};

const tally = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Map.groupBy(names, (name) => name)
      .entries()
      .map(([name, those]) => [name, those.length]),
  );
