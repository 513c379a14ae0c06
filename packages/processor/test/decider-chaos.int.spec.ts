import fc from 'fast-check';
import { DeciderRunner } from '../src/decider-runner.ts';
import { chaos, deliver } from './chaos.ts';
import { Company } from './example/mail.ts';
import { tellings, toldTo } from './example/tellings.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { endOf, expectedEnd, logOf } from './log.ts';
import { openStores, type Databases, type Stores } from './stores.ts';

const runs = { numRuns: 25 };

describe.each<Databases>(['one', 'two'])('a decider on an unruly bus, log and rows in %s database(s)', (databases) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(databases);
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  it('decides the same whatever dies, repeats, doubles, and however batches are cut (S19, S20, E9, E11)', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, chaos, async (all, plan) => {
        const { deps } = stores;
        const company = new Company();
        const accounts = [company.account(), company.account(), company.account()];
        await company.tell(deps.events, ...toldTo(accounts, all));
        const inputs = await logOf(deps.events, company.tenantId);
        await deliver(inputs, plan, deps, (own) => new DeciderRunner(threadsDecider, own));
        for (const account of accounts) expect(await endOf(deps, account)).toEqual(expectedEnd(inputs, account));
      }),
      runs,
    );
  });

  it('decides the same for an account however accounts are interleaved', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, fc.array(fc.nat(2), { maxLength: 72 }), async (all, picks) => {
        const { deps } = stores;
        const company = new Company();
        const accounts = [company.account(), company.account(), company.account()];
        await company.tell(deps.events, ...interleaved(toldTo(accounts, all), accounts, picks));
        const inputs = await logOf(deps.events, company.tenantId);
        await deliver(inputs, [], deps, (own) => new DeciderRunner(threadsDecider, own));
        for (const account of accounts) {
          const alone = inputs.filter((event) => event.meta.accountId === account);
          expect(await endOf(deps, account)).toEqual(expectedEnd(alone, account));
        }
      }),
      runs,
    );
  });
});

/** The same per account, in an order across accounts that the picks say. */
const interleaved = <Entry extends { readonly account: string }>(
  all: readonly Entry[],
  accounts: readonly string[],
  picks: readonly number[],
): Entry[] => {
  const queues = accounts.map((account) => all.filter((one) => one.account === account));
  const picked = picks.flatMap((pick) => queues[pick]?.shift() ?? []);
  return [...picked, ...queues.flat()];
};
