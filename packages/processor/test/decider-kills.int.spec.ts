import type { StoredEvent } from '@mailfold/event-store';
import { DeciderRunner } from '../src/decider-runner.ts';
import { Company, muted, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { Life, mortal } from './faults.ts';
import { batchOf, endOf, expectedEnd, logOf } from './log.ts';
import { openStores, type Databases, type Stores } from './stores.ts';

describe.each<Databases>(['one', 'two'])('a decider that is killed, log and rows in %s database(s)', (databases) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(databases);
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  const told = async () => {
    const company = new Company();
    const account = company.account();
    await company.tell(
      stores.deps.events,
      seen(account, 'm1', 'a'),
      muted(account, 'x'),
      seen(account, 'm2', 'b'),
      seen(account, 'm3', 'a', 'b'),
      seen(account, 'm4', 'x'),
    );
    return { account, inputs: await logOf(stores.deps.events, company.tenantId) };
  };

  const live = async (inputs: readonly StoredEvent[], life: Life): Promise<void> => {
    const runner = new DeciderRunner(threadsDecider, mortal(stores.deps, life));
    await runner.handle(batchOf(inputs.slice(0, 2)));
    await runner.handle(batchOf(inputs.slice(2)));
  };

  it('decides the same after a kill at any of its await points (S19, S20, E9)', async () => {
    const whole = new Life();
    const first = await told();
    await live(first.inputs, whole);
    expect(await endOf(stores.deps, first.account)).toEqual(expectedEnd(first.inputs, first.account));
    expect(whole.points).toBeGreaterThan(20);

    for (let point = 1; point <= whole.points; point += 1) {
      const { account, inputs } = await told();
      await expect(live(inputs, new Life(point))).rejects.toMatchObject({ code: 'test/killed' });
      await live(inputs, new Life());
      expect(await endOf(stores.deps, account)).toEqual(expectedEnd(inputs, account));
    }
  });
});
