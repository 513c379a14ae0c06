import { freshDatabase } from '@mailfold/dev-env';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { migrations } from '../src/application/migrations.ts';
import { save } from '../src/application/save.ts';
import { emptyState } from '../src/domain/state.ts';

const id = (nth: number): string => `018f0000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
const ACCOUNT = id(1);
const [EARLIER, FIRST, SECOND, THIRD, LAST] = [id(11), id(12), id(13), id(14), id(15)];

/** As one batch leaves it: each thread names what absorbed it. */
const chain = (...merges: readonly (readonly [string, string])[]) => {
  const state = emptyState(ACCOUNT);
  for (const [thread, root] of merges) {
    state.threads.set(thread, { id: thread, root, archived: false, messages: new Set() });
    state.changed.threads.add(thread);
  }
  return state;
};

describe('threads merged into each other within one batch', () => {
  it('all name the last survivor, those absorbed in earlier batches too (THR-5)', async () => {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    await migrate(rows, migrations);
    await rows.transaction((sql) => save(sql, chain([EARLIER, FIRST], [FIRST, FIRST])));
    await rows.transaction((sql) => save(sql, chain([FIRST, SECOND], [SECOND, THIRD], [THIRD, LAST], [LAST, LAST])));
    const roots = await rows.query('select distinct root from writeback.thread');
    expect(roots).toEqual([{ root: LAST }]);
  });
});
