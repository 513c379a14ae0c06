import { type Migration, migrate } from '../migrate.ts';
import type { ReadStoreFixture } from './fixture.ts';

const STEPS: readonly Migration[] = [
  { name: 'contract/001-pear', sql: 'create table pear (id int); insert into pear values (1)' },
  { name: 'contract/002-apple', sql: 'create table apple (id int)' },
];

export function migrationFacts(fixture: () => ReadStoreFixture): void {
  describe('migrations', () => {
    it('run once, also when several processes start together', async () => {
      await using other = await fixture().another();
      await Promise.all([migrate(fixture().store, STEPS), migrate(other, STEPS), migrate(other, STEPS.slice(0, 1))]);
      expect(await other.query('select id from pear')).toEqual([{ id: 1 }]);
    });

    it('leave nothing of a run that fails', async () => {
      const broken = [
        { name: 'contract/003-plum', sql: 'create table plum (id int)' },
        { name: 'contract/004-broken', sql: 'create table plum (id int)' },
      ];
      await expect(migrate(fixture().store, broken)).rejects.toMatchObject({ code: 'read-store/rejected' });
      expect(await fixture().store.query("select to_regclass('plum') as plum")).toEqual([{ plum: null }]);
    });
  });
}
