import { DeadLetters } from '../src/dead-letters.ts';
import { DeciderRunner } from '../src/decider-runner.ts';
import type { ProcessorDeps } from '../src/runner.ts';
import { Company, muted, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { bugs } from './example/threads.ts';
import { batchOf, endOf, expectedEnd, logOf } from './log.ts';
import { openStores, type Stores } from './stores.ts';

describe('an event that a decider cannot handle', () => {
  let stores: Stores;
  const copied: string[] = [];
  const deps = (): ProcessorDeps => ({
    ...stores.deps,
    bus: { copyDeadLetter: async ({ event }) => void copied.push(event.id) },
  });
  beforeAll(async () => {
    stores = await openStores('one');
  });
  afterEach(() => {
    bugs.mended = false;
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  const poisoned = async () => {
    const company = new Company();
    const [bad, good] = [company.account(), company.account()];
    await company.tell(
      stores.deps.events,
      seen(bad, 'm1', 'a'),
      seen(good, 'm1', 'a'),
      seen(bad, 'm2', bugs.poison),
      seen(good, 'm2', 'a'),
      seen(bad, 'm3', 'a'),
      muted(bad, 'x'),
      seen(bad, 'm4', 'x'),
    );
    const inputs = await logOf(stores.deps.events, company.tenantId);
    const runner = new DeciderRunner(threadsDecider, deps());
    return { company, bad, good, inputs, runner, letters: new DeadLetters(stores.deps.rows, [runner]) };
  };

  const ofBad = (inputs: Awaited<ReturnType<typeof poisoned>>['inputs'], bad: string) =>
    inputs.filter((event) => event.meta.accountId === bad);

  it('is parked with what comes after it for its key, and other keys flow', async () => {
    const { bad, good, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs));
    const positions = (await letters.list({ key: bad })).map(({ position }) => position);
    expect(positions).toEqual(
      ofBad(inputs, bad)
        .slice(1)
        .map(({ position }) => position),
    );
    expect(await endOf(stores.deps, good)).toEqual(expectedEnd(inputs, good));
    expect((await endOf(stores.deps, bad)).events).toHaveLength(2);
  });

  it('says why it is parked, and shows the event', async () => {
    const { bad, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs));
    const [first, second] = await letters.list({ key: bad });
    expect(first).toMatchObject({ code: 'unexpected', reason: 'cannot read poison', tries: 1, type: 'mail.Seen.v1' });
    expect(second).toMatchObject({ code: 'processor/behind' });
    expect(await letters.show({ processor: runner.name, key: bad, position: first?.position ?? 0 })).toMatchObject({
      event: ofBad(inputs, bad)[1],
    });
  });

  it('is counted, and found as the one that the others of its key wait for', async () => {
    const { bad, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs));
    const [first, ...others] = await letters.list({ key: bad, firstOfKey: true });
    expect(others).toEqual([]);
    expect(first).toMatchObject({ code: 'unexpected', waiting: 3 });
    expect(await letters.list({ eventId: first?.eventId ?? '' })).toEqual([first]);
    const [count] = await letters.counts();
    expect(count?.processor).toBe(runner.name);
    expect(count?.events).toBeGreaterThanOrEqual(4);
  });

  it('is copied to the bus', async () => {
    const { bad, inputs, runner } = await poisoned();
    await runner.handle(batchOf(inputs));
    expect(copied).toContain(ofBad(inputs, bad)[1]?.id);
  });

  it('parks later events also in later batches, and a redelivery parks nothing twice', async () => {
    const { bad, inputs, runner, letters } = await poisoned();
    for (const input of inputs) await runner.handle(batchOf([input]));
    await runner.handle(batchOf(inputs));
    const all = await letters.list({ key: bad });
    expect(all).toHaveLength(4);
    expect(all.every(({ tries }) => tries === 1)).toBe(true);
  });

  it('is decided by a retry once the bug is mended, as if nothing had been', async () => {
    const { bad, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs));
    bugs.mended = true;
    expect(await letters.retry({ processor: runner.name, key: bad })).toEqual({ applied: 4, parked: 0 });
    expect(await endOf(stores.deps, bad)).toEqual(expectedEnd(inputs, bad));
  });

  it('holds up nothing any more once it was retried', async () => {
    const { bad, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs.slice(0, -2)));
    bugs.mended = true;
    await letters.retry({ processor: runner.name, key: bad });
    await runner.handle(batchOf(inputs));
    expect(await letters.list({ key: bad })).toEqual([]);
    expect(await endOf(stores.deps, bad)).toEqual(expectedEnd(inputs, bad));
  });

  it('stays parked, with all behind it, when the retry fails again', async () => {
    const { bad, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs));
    expect(await letters.retry({ processor: runner.name, key: bad })).toEqual({ applied: 0, parked: 4 });
    expect((await letters.list({ key: bad }))[0]).toMatchObject({ code: 'unexpected', tries: 2 });
  });

  it('lets those behind it through when it is discarded, and is left out of a rebuild', async () => {
    const { bad, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs));
    const [, poison] = ofBad(inputs, bad);
    const place = { processor: runner.name, key: bad, position: poison?.position ?? 0 };
    expect(await letters.discard(place)).toEqual({ applied: 3, parked: 0 });
    const without = expectedEnd(
      inputs.filter((event) => event !== poison),
      bad,
    );
    expect(await endOf(stores.deps, bad)).toEqual(without);
    await runner.rebuildState(bad);
    expect(await endOf(stores.deps, bad)).toEqual(without);
    await expect(letters.discard(place)).rejects.toMatchObject({ code: 'processor/not-parked' });
  });

  it('does not keep commands of its key from being done, nor they a retry from being right', async () => {
    const { company, bad, inputs, runner, letters } = await poisoned();
    await runner.handle(batchOf(inputs));
    const done = await runner.execute(company.command(bad, { kind: 'note' }));
    expect(done.outcome).toMatchObject({ notes: 1 });
    bugs.mended = true;
    await letters.retry({ processor: runner.name, key: bad });
    const before = await endOf(stores.deps, bad);
    await runner.rebuildState(bad);
    expect(await endOf(stores.deps, bad)).toEqual(before);
  });

  it('is parked when its version is not known (E8)', async () => {
    const { company, runner, letters } = await poisoned();
    const account = company.account();
    await company.tell(stores.deps.events, { account, type: 'mail.Seen.v9', data: {} }, seen(account, 'm1', 'a'));
    await company.tell(stores.deps.events, { account, type: 'mail.Other.v9', data: {} });
    const log = (await logOf(stores.deps.events, company.tenantId)).filter((e) => e.meta.accountId === account);
    await runner.handle(batchOf(log));
    const codes = (await letters.list({ key: account })).map(({ code }) => code);
    expect(codes).toEqual(['processor/unknown-version', 'processor/behind']);
  });

  it('is parked when its decision reuses an id for something else', async () => {
    const company = new Company();
    const account = company.account();
    await company.tell(stores.deps.events, seen(account, 'm1', 'a'), seen(account, 'm2', 'b'));
    const inputs = await logOf(stores.deps.events, company.tenantId);
    const cause = inputs[0]?.id ?? '';
    const careless = new DeciderRunner(
      {
        ...threadsDecider,
        react: (_, input) => [{ type: 'threads.Started.v1', subject: 't', data: { thread: input.id }, cause }],
      },
      stores.deps,
    );
    for (const input of inputs) await careless.handle(batchOf([input]));
    const [letter] = await new DeadLetters(stores.deps.rows, [careless]).list({ key: account });
    expect(letter).toMatchObject({ code: 'event-store/id-reused', position: inputs[1]?.position });
  });
});
