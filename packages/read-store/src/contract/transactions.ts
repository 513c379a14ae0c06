import type { Sql } from '../read-store.ts';
import type { ReadStoreFixture } from './fixture.ts';

export function transactionFacts(fixture: () => ReadStoreFixture): void {
  describe('transactions', () => {
    const add = (sql: Pick<Sql, 'query'>, id: string): Promise<object[]> =>
      sql.query('insert into fact (id) values ($1)', [id]);
    const has = async (id: string): Promise<boolean> =>
      (await fixture().store.query('select 1 from fact where id = $1', [id])).length > 0;

    beforeAll(() => fixture().store.transaction((sql) => sql.script('create table fact (id text primary key)')));

    it('commits what was written, and gives the result of the work', async () => {
      const result = await fixture().store.transaction(async (sql) => {
        await add(sql, 'committed');
        return sql.query('select id from fact where id = $1', ['committed']);
      });
      expect(result).toEqual([{ id: 'committed' }]);
      expect(await has('committed')).toBe(true);
    });

    it('commits without waiting for the disk when it need not be durable', async () => {
      await fixture().store.transaction((sql) => add(sql, 'hasty'), { durable: false });
      expect(await has('hasty')).toBe(true);
    });

    it('has changed nothing when the work rejects', async () => {
      const work = fixture().store.transaction(async (sql) => {
        await add(sql, 'regretted');
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await has('regretted')).toBe(false);
    });

    it('has changed nothing when a failed statement was swallowed, and says so', async () => {
      const work = fixture().store.transaction(async (sql) => {
        await add(sql, 'before the failure');
        await sql.query('select 1/0').catch(() => undefined);
      });
      await expect(work).rejects.toThrow('rolled back');
      expect(await has('before the failure')).toBe(false);
    });

    it('tells of the statement that failed, not of those that were sent with it', async () => {
      const work = fixture().store.transaction((sql) =>
        Promise.all([sql.query('select 1'), sql.query('select 1 / 0'), sql.query('select 2')]),
      );
      await expect(work).rejects.toMatchObject({ details: { sqlState: '22012' } });
      const later = fixture().store.transaction(async (sql) => {
        const failing = sql.query('select 1 / 0');
        const behind = sql.query('select 2');
        await Promise.allSettled([failing, behind]);
        await behind;
      });
      await expect(later).rejects.toMatchObject({ details: { sqlState: '22012' } });
    });

    it('refuses a statement after the end', async () => {
      const late = await fixture().store.transaction((sql) => Promise.resolve(sql));
      await expect(late.query('select 1')).rejects.toThrow('after its transaction had ended');
    });

    it('shows a snapshot that does not change', async () => {
      const counts = await fixture().store.transaction(
        async (sql) => {
          const count = 'select count(*) from fact';
          const before = await sql.query(count);
          await add(fixture().store, 'meanwhile');
          return [before, await sql.query(count)];
        },
        { snapshot: true },
      );
      expect(counts[0]).toEqual(counts[1]);
    });

    it('calls back after the commit, and not after a rollback', async () => {
      const calls: string[] = [];
      await fixture().store.transaction(async (sql) => {
        sql.afterCommit(() => calls.push('committed'));
        expect(calls).toEqual([]);
      });
      const work = fixture().store.transaction(async (sql) => {
        sql.afterCommit(() => calls.push('rolled back'));
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(calls).toEqual(['committed']);
    });

    it('tells a refusal by its SQLSTATE and constraint, without the values', async () => {
      await add(fixture().store, 'secret@example.org');
      const again = await add(fixture().store, 'secret@example.org').catch((thrown: unknown) => thrown);
      expect(again).toMatchObject({
        code: 'read-store/rejected',
        retry: 'never',
        details: { sqlState: '23505', constraint: 'fact_pkey' },
      });
      expect(JSON.stringify(again) + String(again)).not.toContain('secret@');
    });

    it('leaves the value out of a message that would quote it', async () => {
      const refused = await fixture()
        .store.query('select $1::int', ['secret@example.org'])
        .catch((thrown: unknown) => thrown);
      expect(String(refused)).toContain('22P02');
      expect(String(refused)).not.toContain('secret@');
    });

    it('tells a deadlock as a collision, for one of the two', async () => {
      const locks = [1, 2];
      const reached = locks.map(() => Promise.withResolvers<void>());
      const cross = (mine: number): Promise<object[]> =>
        fixture().store.transaction(async (sql) => {
          await sql.query('select pg_advisory_xact_lock($1)', [mine]);
          reached[mine - 1]?.resolve();
          await Promise.all(reached.map(({ promise }) => promise));
          return sql.query('select pg_advisory_xact_lock($1)', [3 - mine]);
        });
      const outcomes = await Promise.allSettled(locks.map(cross));
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({ code: 'read-store/collision', retry: 'backoff' });
    });
  });
}
