import type { Sql } from '@mailfold/read-store';
import type { Append } from '../event-store.ts';
import type { EventStoreFixture } from './fixture.ts';
import { Following, idsOf } from './following.ts';
import { batchOf, sampleEvent, sampleStream } from './samples.ts';

export function sharedTransactionFacts(fixture: () => EventStoreFixture): void {
  const rows = () => {
    const store = fixture().rows;
    if (store === undefined) throw new Error('shared transactions are declared, and no rows are given');
    return store;
  };
  const appendWithin = (sql: Sql, appends: readonly Append[]) => {
    const within = fixture().store.appendWithin?.(sql, appends);
    if (within === undefined) throw new Error('shared transactions are declared, and not there');
    return within;
  };
  const fresh = (): Append => ({ stream: sampleStream(), expected: 'none', events: batchOf(2) });

  describe('appending within a transaction', () => {
    beforeAll(() => rows().transaction((sql) => sql.script('create table beside (id int)')));

    it('commits events and rows together', async () => {
      const append = fresh();
      const [answer] = await rows().transaction(async (sql) => {
        await sql.query('insert into beside values (1)');
        return appendWithin(sql, [append]);
      });
      expect(answer).toEqual({ revision: 1, position: await fixture().store.head() });
      expect(await rows().query('select id from beside where id = 1')).toEqual([{ id: 1 }]);
    });

    it('leaves neither when the transaction fails afterwards', async () => {
      const append = fresh();
      const work = rows().transaction(async (sql) => {
        await sql.query('insert into beside values (2)');
        await appendWithin(sql, [append]);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await fixture().store.readStream(append.stream)).toEqual([]);
      expect(await rows().query('select id from beside where id = 2')).toEqual([]);
    });

    it('takes the rows back with a conflict', async () => {
      const append = fresh();
      await fixture().store.append(append);
      const work = rows().transaction(async (sql) => {
        await sql.query('insert into beside values (3)');
        return appendWithin(sql, [{ ...append, events: batchOf(1) }]);
      });
      await expect(work).rejects.toMatchObject({ code: 'event-store/conflict', details: { actual: 1 } });
      expect(await rows().query('select id from beside where id = 3')).toEqual([]);
    });

    it('tells the revision that somebody else made meanwhile', async () => {
      const append = fresh();
      const work = rows().transaction(async (sql) => {
        await sql.query('select 1');
        await fixture().store.append({ ...append, events: [sampleEvent()] });
        return appendWithin(sql, [append]);
      });
      await expect(work).rejects.toMatchObject({ code: 'event-store/conflict', details: { actual: 0 } });
    });

    it('reaches subscribers after the commit and not before', async () => {
      await using feed = new Following(fixture().store, await fixture().store.head());
      await feed.untilCaughtUp();
      const append = fresh();
      const next = feed.take(2);
      const before = await rows().transaction(async (sql) => {
        await appendWithin(sql, [append]);
        return Promise.race([next.then(() => 'seen'), fixture().store.readStream(append.stream)]);
      });
      expect(before).toEqual([]);
      expect(idsOf(await next)).toEqual(idsOf(append.events));
    });

    it('is a conflict where a snapshot hides what others appended meanwhile', async () => {
      const work = rows().transaction(
        async (sql) => {
          await sql.query('select 1 from beside');
          await fixture().store.append(fresh());
          return appendWithin(sql, [fresh()]);
        },
        { snapshot: true },
      );
      await expect(work).rejects.toMatchObject({ code: 'event-store/conflict' });
    });

    it('is durable although the rows need not be', async () => {
      const setting = await rows().transaction(
        async (sql) => {
          await appendWithin(sql, [fresh()]);
          return sql.query("select current_setting('synchronous_commit') as setting");
        },
        { durable: false },
      );
      expect(setting).toEqual([{ setting: 'on' }]);
    });

    it('holds up other writers, never readers, until it commits (E4)', async () => {
      const [slow, quick] = [fresh(), fresh()];
      const { store } = fixture();
      const start = await store.head();
      const held = Promise.withResolvers<void>();
      const appended = Promise.withResolvers<void>();
      const slowly = rows().transaction(async (sql) => {
        await appendWithin(sql, [slow]);
        appended.resolve();
        await held.promise;
      });
      await appended.promise;
      const quickly = store.append(quick);
      expect(await store.readAll({ after: start })).toEqual([]);
      held.resolve();
      await Promise.all([slowly, quickly]);
      expect(idsOf(await store.readAll({ after: start }))).toEqual(idsOf([...slow.events, ...quick.events]));
    });
  });
}
