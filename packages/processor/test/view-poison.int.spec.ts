import { DeadLetters } from '../src/dead-letters.ts';
import { DeciderRunner } from '../src/decider-runner.ts';
import type { View } from '../src/view.ts';
import { ViewRunner } from '../src/view-runner.ts';
import { Company, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { threadsView } from './example/threads-view.ts';
import { batchOf, logOf } from './log.ts';
import { openStores, type Stores } from './stores.ts';
import { expectedRows, rowsOf } from './view-fold.ts';

describe('an event that a view cannot fold', () => {
  let stores: Stores;
  let mended = false;
  const touchy: View = {
    ...threadsView,
    apply: async (sql, events) => {
      await threadsView.apply(sql, events);
      // After rows were written: they must not stay.
      if (!mended && JSON.stringify(events).includes('"id":"bad"')) throw new TypeError('no such thing');
    },
  };
  beforeEach(async () => {
    stores = await openStores('one');
    mended = false;
  });
  afterEach(() => stores[Symbol.asyncDispose]());

  const poisoned = async () => {
    const { deps } = stores;
    const view = new ViewRunner(touchy, deps);
    await view.start();
    const company = new Company();
    const [bad, good] = [company.account(), company.account()];
    await company.tell(
      deps.events,
      ...['m1', 'bad', 'm3'].flatMap((id) => [seen(bad, id, 'a'), seen(good, id === 'bad' ? 'm2' : id, 'a')]),
    );
    await new DeciderRunner(threadsDecider, deps).handle(batchOf(await logOf(deps.events, company.tenantId)));
    const log = await logOf(deps.events, company.tenantId);
    return { view, bad, good, log, letters: new DeadLetters(deps.rows, [view]) };
  };

  it('is parked with what comes after it for its key, and other keys flow', async () => {
    const { view, bad, good, log, letters } = await poisoned();
    await view.handle(batchOf(log));
    expect(await rowsOf(stores.deps.rows, good)).toEqual(expectedRows(log, good));
    expect((await rowsOf(stores.deps.rows, bad)).events).toBe(2);
    expect((await letters.list()).map(({ key, code }) => [key, code])).toEqual([
      [bad, 'unexpected'],
      [bad, 'processor/behind'],
    ]);
  });

  it('is folded by a retry once the bug is mended', async () => {
    const { view, bad, log, letters } = await poisoned();
    await view.handle(batchOf(log));
    expect(await letters.retry({ processor: view.name, key: bad })).toEqual({ applied: 0, parked: 2 });
    mended = true;
    expect(await letters.retry({ processor: view.name, key: bad })).toEqual({ applied: 2, parked: 0 });
    expect(await rowsOf(stores.deps.rows, bad)).toEqual(expectedRows(log, bad));
  });

  it('is parked by a rebuild too, and folded by the next one when the bug is mended', async () => {
    const { view, bad, good, log, letters } = await poisoned();
    await view.handle(batchOf(log));
    const live = await view.hash();
    const before = await letters.list();
    await view.rebuild();
    expect(await view.hash()).toEqual(live);
    expect(await letters.list()).toEqual(before);
    mended = true;
    await view.rebuild();
    expect(await letters.list()).toEqual([]);
    for (const account of [bad, good]) {
      expect(await rowsOf(stores.deps.rows, account)).toEqual(expectedRows(log, account));
    }
  });

  it('is left out for good once it was discarded, also by a rebuild', async () => {
    const { view, bad, log, letters } = await poisoned();
    await view.handle(batchOf(log));
    const [letter] = await letters.list();
    if (letter === undefined) throw new Error('nothing was parked');
    expect(await letters.discard(letter)).toEqual({ applied: 1, parked: 0 });
    const without = expectedRows(
      log.filter(({ position }) => position !== letter.position),
      bad,
    );
    expect(await rowsOf(stores.deps.rows, bad)).toEqual(without);
    await view.rebuild();
    expect(await rowsOf(stores.deps.rows, bad)).toEqual(without);
  });

  it('is parked when its version is not known, live and in a rebuild (E8)', async () => {
    const { deps } = stores;
    const view = new ViewRunner(threadsView, deps);
    await view.start();
    const company = new Company();
    const account = company.account();
    await company.tell(deps.events, { account, type: 'threads.Attached.v9', data: {} });
    const letters = new DeadLetters(deps.rows, [view]);
    await view.handle(batchOf(await logOf(deps.events, company.tenantId)));
    expect(await letters.list()).toMatchObject([{ code: 'processor/unknown-version' }]);
    await view.rebuild();
    expect(await letters.list()).toMatchObject([{ code: 'processor/unknown-version' }]);
  });
});
