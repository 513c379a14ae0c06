import { Heard, notify } from './notifications.ts';
import type { ReadStoreFixture } from './fixture.ts';

/** A database that is killed and comes back; a fact is skipped by none who can kill theirs. */
export function absenceFacts(fixture: () => ReadStoreFixture): void {
  describe('a database that goes away', () => {
    const kill = async (): Promise<boolean> => {
      const { kill: killIt } = fixture();
      await killIt?.();
      return killIt !== undefined;
    };

    it('is waited for by reads', async () => {
      const { store } = fixture();
      const reads = () => Promise.all([store.query('select 1 as one'), store.query('select 2 as two')]);
      const [, answers] = await Promise.all([kill(), reads()]);
      expect(answers).toEqual([[{ one: 1 }], [{ two: 2 }]]);
    });

    it('leaves no broken connection to transactions that begin afterwards', async () => {
      const { store } = fixture();
      await Promise.all(Array.from({ length: 5 }, () => store.query('select pg_sleep(0.01)')));
      await kill();
      const begun = Array.from({ length: 5 }, (_, index) => store.transaction(() => Promise.resolve(index)));
      expect(await Promise.all(begun)).toEqual([0, 1, 2, 3, 4]);
    });

    it('rejects the transaction in hand, which has changed nothing', async () => {
      const { store } = fixture();
      await store.transaction((sql) => sql.script('create table if not exists cut (id int)'));
      const work = store.transaction(async (sql) => {
        await sql.query('insert into cut values (1)');
        if (!(await kill())) throw Object.assign(new Error('nobody can kill it here'), { retry: 'backoff' });
        await sql.query('insert into cut values (2)');
      });
      await expect(work).rejects.toMatchObject({ retry: 'backoff' });
      expect(await store.query('select id from cut')).toEqual([]);
    });

    it('calls listeners once it is back, and again for what comes then', async () => {
      const heard = new Heard();
      await using _listening = await fixture().store.listen('after', heard.onNotify);
      // Who listens while the database is just back from an earlier absence is called for that one, too.
      heard.forget();
      if (await kill()) await heard.until('');
      await notify(fixture().store, 'after', 'all is well');
      await heard.until('all is well');
      expect(heard.payloads.at(-1)).toBe('all is well');
    });
  });
}
