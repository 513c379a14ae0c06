import fc from 'fast-check';
import { DeciderRunner } from '../src/decider-runner.ts';
import { ViewRunner } from '../src/view-runner.ts';
import { chaos, deliver } from './chaos.ts';
import { Company, seen } from './example/mail.ts';
import { tellings, toldTo } from './example/tellings.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { threadsView } from './example/threads-view.ts';
import { Life, mortal } from './faults.ts';
import { batchOf, logOf } from './log.ts';
import { openStores, type Stores } from './stores.ts';
import { expectedRows, rowsOf } from './view-fold.ts';

describe('a view on an unruly bus', () => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores('one');
    await new ViewRunner(threadsView, stores.deps).start();
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  it('has the same rows whatever dies, repeats, doubles, and however batches are cut (S20, E9, E11)', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, chaos, async (all, plan) => {
        const { deps } = stores;
        const company = new Company();
        const accounts = [company.account(), company.account(), company.account()];
        await company.tell(deps.events, ...toldTo(accounts, all));
        const inputs = await logOf(deps.events, company.tenantId);
        await new DeciderRunner(threadsDecider, deps).handle(batchOf(inputs));
        const log = await logOf(deps.events, company.tenantId);
        await deliver(log, plan, deps, (own) => new ViewRunner(threadsView, own));
        for (const account of accounts) expect(await rowsOf(deps.rows, account)).toEqual(expectedRows(log, account));
      }),
      { numRuns: 25 },
    );
  });

  it('has the same rows after a kill at any of its await points', async () => {
    const { deps } = stores;
    const told = async () => {
      const company = new Company();
      const account = company.account();
      await company.tell(
        deps.events,
        seen(account, 'm1', 'a'),
        seen(account, 'm2', 'b'),
        seen(account, 'm3', 'a', 'b'),
      );
      await new DeciderRunner(threadsDecider, deps).handle(batchOf(await logOf(deps.events, company.tenantId)));
      return { account, log: await logOf(deps.events, company.tenantId) };
    };
    const live = async (life: Life, log: Awaited<ReturnType<typeof told>>['log']): Promise<void> => {
      const runner = new ViewRunner(threadsView, mortal(deps, life));
      await runner.handle(batchOf(log.slice(0, 4)));
      await runner.handle(batchOf(log.slice(4)));
    };
    const whole = new Life();
    await live(whole, (await told()).log);
    expect(whole.points).toBeGreaterThan(20);
    for (let point = 1; point <= whole.points; point += 1) {
      const { account, log } = await told();
      await expect(live(new Life(point), log)).rejects.toMatchObject({ code: 'test/killed' });
      await live(new Life(), log);
      expect(await rowsOf(deps.rows, account)).toEqual(expectedRows(log, account));
    }
  });
});
