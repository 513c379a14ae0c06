import { ViewRunner } from '../src/view-runner.ts';
import { Company, seen } from './example/mail.ts';
import { threadsView } from './example/threads-view.ts';
import { batchOf, logOf } from './log.ts';
import { openStores, type Stores } from './stores.ts';

describe('waiting for a view', () => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores('one');
    await new ViewRunner(threadsView, stores.deps).start();
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  const told = async () => {
    const company = new Company();
    const account = company.account();
    await company.tell(stores.deps.events, seen(account, 'm1', 'a'));
    const log = await logOf(stores.deps.events, company.tenantId);
    return { log, wanted: { key: account, position: log.at(-1)?.position ?? 0 } };
  };

  it('ends when the event was applied, though its type is none that the view folds', async () => {
    const { log, wanted } = await told();
    const view = new ViewRunner(threadsView, stores.deps);
    const waiting = view.waitFor({ ...wanted, timeoutMs: 10_000 });
    await view.handle(batchOf(log));
    expect(await waiting).toBe(true);
  });

  it('ends at once for what was applied before', async () => {
    const { log, wanted } = await told();
    const view = new ViewRunner(threadsView, stores.deps);
    await view.handle(batchOf(log));
    expect(await view.waitFor({ ...wanted, timeoutMs: 0 })).toBe(true);
  });

  it('notices what another process applied', async () => {
    const { log, wanted } = await told();
    const waiting = new ViewRunner(threadsView, stores.deps).waitFor({ ...wanted, timeoutMs: 10_000 });
    await new ViewRunner(threadsView, stores.deps).handle(batchOf(log));
    expect(await waiting).toBe(true);
  });

  it('ends when the whole group is past it', async () => {
    const { wanted } = await told();
    const view = new ViewRunner(threadsView, stores.deps);
    view.follow(() => wanted.position);
    expect(await view.waitFor({ ...wanted, timeoutMs: 0 })).toBe(true);
  });

  it('gives up when the time is over', async () => {
    const { wanted } = await told();
    expect(await new ViewRunner(threadsView, stores.deps).waitFor({ ...wanted, timeoutMs: 20 })).toBe(false);
  });
});
