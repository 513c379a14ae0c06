import type { StoredEvent } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';
import { DeadLetters } from '../src/dead-letters.ts';
import { ReactorRunner } from '../src/reactor-runner.ts';
import { Company, muted, seen } from './example/mail.ts';
import { batchOf, logOf } from './log.ts';
import { openStores, type Stores } from './stores.ts';

describe('a reactor', () => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores('one');
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  const told = async (...ids: readonly string[]) => {
    const company = new Company();
    const account = company.account();
    await company.tell(stores.deps.events, muted(account, 'x'), ...ids.map((id) => seen(account, id, 'a')));
    return { account, log: await logOf(stores.deps.events, company.tenantId) };
  };

  const reactor = (react: (event: StoredEvent) => void, name = 'example.reactor') =>
    new ReactorRunner(
      {
        name,
        handles: ['mail.Seen.v1'],
        react: async (_, events) => {
          for (const event of events) react(event);
        },
      },
      stores.deps,
    );

  it('is given what it handles, in order, and nothing again that it finished', async () => {
    const { log } = await told('m1', 'm2', 'm3');
    const given: string[] = [];
    const runner = reactor(({ id }) => given.push(id));
    await runner.handle(batchOf(log.slice(0, 3)));
    await runner.handle(batchOf(log));
    expect(given).toEqual(log.slice(1).map(({ id }) => id));
  });

  it('is given the same again when it failed for a while', async () => {
    const { log } = await told('m1');
    let tries = 0;
    const runner = reactor(() => {
      tries += 1;
      if (tries === 1) throw new MailfoldError({ code: 'test/away', message: 'away', retry: 'backoff' });
    });
    await expect(runner.handle(batchOf(log))).rejects.toMatchObject({ code: 'test/away' });
    await runner.handle(batchOf(log));
    expect(tries).toBe(2);
  });

  it('parks what it cannot handle, and handles it and the rest on a retry', async () => {
    const { account, log } = await told('m1', 'm2', 'm3');
    const given: string[] = [];
    let mended = false;
    const runner = reactor(({ id, data }) => {
      if (!mended && (data as { id: string }).id === 'm2') throw new TypeError('no');
      if (!given.includes(id)) given.push(id);
    }, 'example.touchy');
    await runner.handle(batchOf(log));
    const letters = new DeadLetters(stores.deps.rows, [runner]);
    expect((await letters.list({ processor: runner.name })).map(({ code }) => code)).toEqual([
      'unexpected',
      'processor/behind',
    ]);
    mended = true;
    expect(await letters.retry({ processor: runner.name, key: account })).toEqual({ applied: 2, parked: 0 });
    expect(given).toEqual(log.slice(1).map(({ id }) => id));
  });
});
