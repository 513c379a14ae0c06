import { describeWith, findDovecot, findKafka, until } from '@mailfold/dev-env';
import { keyOf } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { uuid7 } from '@mailfold/kernel';
import { both } from '../journeys/both.ts';
import { OWNERS } from './company.ts';
import { Distributed } from './distributed.ts';
import { countOf, kafkaLog, countOnKafka, storeLog, wrongInStore } from './log.ts';
import type { Deed } from './plan.ts';
import { rebuilt, unequalAfterRebuild } from './rebuild.ts';
import { settled } from './settled.ts';
import { differences, viewsOf } from './views.ts';
import { wrongInTheEnd } from './witness.ts';

const MAILS = 300;
const LATER = 30;
const KILLS = 3;
const VIEWS = ['accounts', 'records', 'search', 'threads'];
const PATIENCE = { within: 120_000, every: 5 };
const OBSERVED = 'ingest.MessageObserved.v1';
const ATTACHED = 'threading.MessageAttached.v1';

describeWith(
  both(await findDovecot(), await findKafka()),
  'one fault at a time, every service apart, on real Kafka and PostgreSQL',
  ([{ startDovecot }]) => {
    let run: Distributed;
    beforeAll(async () => {
      run = await Distributed.start(startDovecot, MAILS);
    }, 180_000);
    afterAll(() => run[Symbol.asyncDispose](), 60_000);

    it('S19: ingest, killed again and again between fetch and append, leaves nothing out and stores nothing twice', async () => {
      const { local, mailfold, deeds } = run;
      await deeds.start(OWNERS.map((owner) => ({ kind: 'connect', owner })));
      for (let nth = 0; nth < KILLS; nth += 1) {
        const before = await countOf(local.rows, OBSERVED);
        await until(async () => (await countOf(local.rows, OBSERVED)) > before, { ...PATIENCE, what: 'more mail' });
        await local.processes.get('ingest')?.kill();
      }
      expect(await wrongInTheEnd(mailfold.client, run.dovecot, run.users)).toEqual({});
      await consistent();
      expect(await countOf(local.rows, OBSERVED)).toBe(OWNERS.length * MAILS);
    }, 300_000);

    it('E9, S20: a member of threading that is killed in the middle of its batches leaves no effect out and does none twice', async () => {
      const { local } = run;
      for (let nth = 0; nth < KILLS; nth += 1) {
        const before = await countOf(local.rows, ATTACHED);
        await run.deeds.start(mailTo(`e9-${nth}`));
        await until(async () => (await countOf(local.rows, ATTACHED)) > before, { ...PATIENCE, what: 'more threads' });
        await local.processes.get(nth % 2 === 0 ? 'threading' : 'threading-2')?.kill();
      }
      const wanted = OWNERS.length * MAILS + KILLS * LATER;
      await until(async () => (await countOf(local.rows, ATTACHED)) >= wanted, { ...PATIENCE, what: 'all threads' });
      await consistent();
      expect(await countOf(local.rows, ATTACHED)).toBe(wanted);
    }, 300_000);

    it('E10: while Kafka is away mail is stored as ever; afterwards each key has its order', async () => {
      const { local } = run;
      const before = await countOf(local.rows, OBSERVED);
      const threaded = await countOf(local.rows, ATTACHED);
      await local.kafka.kill();
      await run.deeds.start(mailTo('e10'));
      await until(async () => (await countOf(local.rows, OBSERVED)) === before + LATER, {
        ...PATIENCE,
        what: 'mail being stored without Kafka',
      });
      expect(await countOf(local.rows, ATTACHED)).toBe(threaded);
      await local.kafka.start();
      await until(async () => (await countOf(local.rows, ATTACHED)) === threaded + LATER, {
        ...PATIENCE,
        what: 'threads after its return',
      });
      await consistent();
    }, 300_000);

    it('E1: what was acknowledged is there after PostgreSQL was killed', async () => {
      const { local, deeds } = run;
      const records = Array.from({ length: LATER }, (_, nth): Deed => {
        return { kind: 'record', of: 'users', id: `e1-${nth}`, body: { name: `User ${nth}` } };
      });
      await deeds.start(records);
      for (let nth = 1; nth <= KILLS; nth += 1) {
        const { pid } = local.postgres;
        await until(() => deeds.done.length > (nth * LATER) / (KILLS + 1), { ...PATIENCE, what: 'acknowledgements' });
        local.postgres.kill();
        await until(() => local.postgres.pid !== pid, { ...PATIENCE, what: 'PostgreSQL coming back' });
      }
      await deeds.finished();
      await consistent();
      const there = await local.rows.query(`select 1 from records.usr where external_id like 'e1-%'`);
      expect(there.length).toBe(LATER);
    }, 300_000);

    it('E11, S20: the whole log delivered again, keys interleaved in another way, changes neither views nor log', async () => {
      const { local } = run;
      const [views, log] = [await viewsOf(local.rows), await storeLog(local.rows)];
      const there = await countOnKafka(local.kafka.brokers);
      await local.rows.query(
        `update forwarder.shard set position = 0, series = gen_random_uuid(), epoch = epoch + 1, holder = null, held_until = '-infinity'`,
      );
      await local.processes.get('forwarder')?.kill();
      const events = Object.values(log).flat().length;
      await until(async () => (await countOnKafka(local.kafka.brokers)) >= there + events, {
        within: 120_000,
        every: 500,
        what: 'the repeats',
      });
      await consistent();
      expect(differences(views, await viewsOf(local.rows))).toEqual({});
      expect(await storeLog(local.rows)).toEqual(log);
      expect(await unequalAfterRebuild(run.mailfold.client)).toEqual([]);
    }, 300_000);

    it('E7: views that are made anew while mail arrives and projections are killed have no gap and no overlap', async () => {
      const { local, mailfold } = run;
      const before = await countOf(local.rows, OBSERVED);
      await run.deeds.start(mailTo('e7'));
      await until(async () => (await countOf(local.rows, OBSERVED)) > before, { ...PATIENCE, what: 'more mail' });
      expect((await rebuilt(mailfold.client)).map(({ state }) => state)).toEqual(VIEWS.map(() => 'done'));
      await run.deeds.start(mailTo('e7-again'));
      await mailfold.client.operation.rebuild();
      await local.processes.get('projections')?.kill();
      await until(async () => (await countOf(local.rows, OBSERVED)) >= before + 2 * LATER, {
        ...PATIENCE,
        what: 'all',
      });
      await consistent();
      expect(await unequalAfterRebuild(mailfold.client)).toEqual([]);
    }, 300_000);

    it('E8: an event of a version that nobody knows is parked, never dropped; the account goes on when it is discarded', async () => {
      const { local, mailfold } = run;
      await using log = await PostgresEventStore.create({ readStore: local.rows });
      const [last] = await log.readAll({ after: 0, filter: { types: [OBSERVED] }, max: 1 });
      if (last === undefined) throw new Error('there is mail');
      const newer = { ...last, id: uuid7(), type: OBSERVED.replace('.v1', '.v9') };
      const threaded = await countOf(local.rows, ATTACHED);
      await log.append({ stream: `newer-${keyOf(last)}`, expected: 'none', events: [newer] });
      const letters = async () => (await mailfold.client.operation.deadLetters({ limit: 200 })).items;
      const parked = async (): Promise<readonly string[]> =>
        (await letters()).filter(({ eventId }) => eventId === newer.id).map(({ group }) => group);
      const followers = ['linking.links', 'projections.search', 'projections.threads', 'threading.threads'];
      await until(
        async () => {
          const groups = await parked();
          return followers.every((group) => groups.includes(group));
        },
        { ...PATIENCE, every: 200, what: 'its dead letters' },
      );
      await run.deeds.start(mailTo('e8'));
      await until(async () => (await countOf(local.rows, ATTACHED)) > threaded, {
        ...PATIENCE,
        what: 'other accounts',
      });
      for (const { id } of await letters()) await mailfold.client.operation.discardDeadLetter(id);
      await until(async () => (await countOf(local.rows, ATTACHED)) === threaded + LATER, { ...PATIENCE, what: 'all' });
      await consistent();
    }, 300_000);

    const mailTo = (id: string): readonly Deed[] =>
      Array.from({ length: LATER }, (_, nth) => {
        const owner = OWNERS[nth % OWNERS.length] ?? 'ann';
        return { kind: 'deliver', owner, customer: nth % 6, id: `${id}-${nth}` };
      });

    /** Nothing left to do, the store without a fault, and Kafka a copy of it. */
    const consistent = async (): Promise<void> => {
      const { local, mailfold } = run;
      await settled(mailfold.client, OWNERS.length);
      expect(await wrongInStore(local.rows)).toEqual([]);
      expect((await mailfold.client.operation.deadLetters()).items).toEqual([]);
      expect(await kafkaLog(local.kafka.brokers, local.rows)).toEqual(await storeLog(local.rows));
    };
  },
);
