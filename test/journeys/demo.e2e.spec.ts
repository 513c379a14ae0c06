import { until } from '@mailfold/dev-env';
import { DataFolder } from './mailfold/data-folder.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { type Ended, Program } from './mailfold/program.ts';

const UNTIL_SETTLED = ['--demo', '--until-settled', '--json'];

interface Summary {
  readonly messages: number;
  readonly threads: number;
  readonly linkedThreads: number;
  readonly suggestions: number;
  readonly shared: number;
  readonly events: number;
  readonly seconds: number;
}

describe('the demo company, by one command', () => {
  let data: DataFolder;
  let first: Ended;

  beforeAll(async () => {
    data = await DataFolder.make();
    first = await upUntilSettled(data).ended;
  }, 120_000);
  afterAll(async () => {
    await data[Symbol.asyncDispose]();
  });

  it('ends by itself, and well', () => {
    expect([first.code, first.code === 0 ? '' : first.err]).toEqual([0, '']);
  });

  it('says what it found in one JSON object, its last line', () => {
    expect(summaryOf(first)).toEqual({
      messages: expect.any(Number),
      threads: expect.any(Number),
      linkedThreads: expect.any(Number),
      suggestions: expect.any(Number),
      shared: expect.any(Number),
      events: expect.any(Number),
      seconds: expect.any(Number),
    });
  });

  it('finds about 300 mails in conversations, linked, suggested and shared', () => {
    const { messages, threads, linkedThreads, suggestions, shared, events } = summaryOf(first);
    expect(messages).toBeGreaterThanOrEqual(300);
    expect(messages).toBeLessThan(400);
    expect(threads).toBeLessThan(messages / 2);
    expect(linkedThreads).toBeGreaterThan(threads / 3);
    expect(suggestions).toBeGreaterThan(0);
    expect(shared).toBeGreaterThan(0);
    expect(shared).toBeLessThan(threads);
    expect(events).toBeGreaterThan(messages + threads);
  });

  it('shows progress in plain lines, and a deal as a colleague may see it', () => {
    expect(first.err).toMatch(/^INBOX: [\d,]+ of [\d,]+/m);
    expect(first.err).toMatch(/The timeline of a deal, as the colleague "\w+" may see it:\n.+\nWHEN +WHO +SUBJECT/);
  });

  it('goes on at the second start without syncing again', async () => {
    const again = await upUntilSettled(data).ended;
    expect(again.code).toBe(0);
    expect(countsOf(again)).toEqual(countsOf(first));

    await using mailfold = await Mailfold.start(data, { args: ['--demo'] });
    await mailfold.settle();
    const { types } = await mailfold.client.events.counts();
    const observed = types.find(({ type }) => type === 'ingest.MessageObserved.v1');
    expect(observed?.count).toBe(summaryOf(first).messages);
    await mailfold.stop();
  }, 120_000);

  it('refuses a second process on the same data directory, and says what to do', async () => {
    await using mailfold = await Mailfold.start(data, { args: ['--demo'] });
    const second = await upUntilSettled(data).ended;
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(
      /^mailfold: Another mailfold \(process \d+\) uses .+: stop it, or choose another directory with --data\.\n$/,
    );
    await expect(mailfold.client.accounts.list()).resolves.toMatchObject({ items: [{ state: 'complete' }] });
    await mailfold.stop();
  }, 60_000);

  it('stops gracefully at Ctrl-C, database and all', async () => {
    await using mailfold = await Mailfold.start(data, { args: ['--demo'] });
    await until(() => mailfold.program.said.includes('Ctrl-C stops'), { within: 60_000, what: 'the demo being live' });
    const { code, err } = await mailfold.stop();
    expect(code).toBe(0);
    expect(err).toMatch(/Stopping…\n$/);
    expect(await data.postmaster()).toBeUndefined();
    await expect(mailfold.client.accounts.list()).rejects.toMatchObject({ code: 'client/unreachable' });
  }, 90_000);

  it('finds the same when it was killed again and again on the way (OPS-3)', async () => {
    await using other = await DataFolder.make();
    for (const events of [1, 60, 400, 900]) {
      await using mailfold = await Mailfold.start(other, { args: UNTIL_SETTLED });
      await until(async () => mailfold.program.hasEnded || (await total(mailfold)) >= events, {
        within: 60_000,
        what: `${events} events`,
      });
      expect((await mailfold.kill()).code).toBeNull();
    }
    const last = await upUntilSettled(other).ended;
    expect(last.code).toBe(0);
    expect(countsOf(last)).toEqual(countsOf(first));
  }, 180_000);
});

const upUntilSettled = (data: DataFolder): Program =>
  new Program('up', ['--data', data.path, '--port', '0', ...UNTIL_SETTLED]);

const summaryOf = ({ out }: Ended): Summary => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Summary;

/** What does not depend on how it came there: a proof of completeness is an event of its own at each start. */
const countsOf = (ended: Ended): Partial<Summary> => {
  const { messages, threads, linkedThreads, suggestions, shared } = summaryOf(ended);
  return { messages, threads, linkedThreads, suggestions, shared };
};

const total = async (mailfold: Mailfold): Promise<number> => (await mailfold.client.events.counts()).total;
