import { until } from '@mailfold/dev-env';
import type { StoredEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { KillableCluster, reachableFolder } from '@mailfold/read-store-postgres/testing';
import { chaosConfig } from './config.ts';
import { SlowReader } from './slow-reader.ts';
import { Writer } from './writers.ts';

const WRITERS = 4;
const STREAMS = ['ingest-a', 'ingest-b', 'ingest-c'];
const BETWEEN_KILLS = 60;
const { seed, kills } = chaosConfig();

describe(`the log under ${WRITERS} writers and a slow reader, after ${kills} kills of PostgreSQL (MAILFOLD_CHAOS_SEED=${seed})`, () => {
  let stack: AsyncDisposableStack;
  let writers: readonly Writer[];
  let log: readonly StoredEvent[];
  let seen: readonly StoredEvent[];

  beforeAll(
    async () => {
      stack = new AsyncDisposableStack();
      const folder = stack.use(await reachableFolder());
      const cluster = stack.use(await KillableCluster.start(folder.path));
      // A connection and a feed of its own each, as in processes of their own.
      const open = async (): Promise<PostgresEventStore> => {
        const readStore = stack.use(await PostgresReadStore.connect({ url: cluster.url }));
        return stack.use(await PostgresEventStore.create({ readStore }));
      };
      const store = await open();
      const reader = stack.use(new SlowReader(store));
      const stores = await Promise.all(Array.from({ length: WRITERS }, open));
      writers = stores.map((one, nth) => new Writer(one, STREAMS, seed + nth));
      const writing = new AbortController();
      const all = Promise.all(writers.map((writer) => writer.run(writing.signal)));
      const acknowledged = (): number => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0);
      for (let nth = 1; nth <= kills; nth += 1) {
        await until(() => acknowledged() > nth * BETWEEN_KILLS, { within: 60_000, every: 1, what: 'more appends' });
        await cluster.kill();
      }
      writing.abort();
      await all;
      const head = await store.head();
      await until(() => reader.seen.at(-1)?.position === head, { within: 60_000, what: 'the reader at the end' });
      seen = reader.seen;
      log = await store.readAll({ after: 0, max: 1_000_000 });
    },
    60_000 + kills * 20_000,
  );
  afterAll(() => stack.disposeAsync(), 60_000);

  it('has what was acknowledged, where it was said to lie (E1)', () => {
    const places = new Map(log.map(({ id, stream, revision, position }) => [id, { id, stream, revision, position }]));
    const acknowledged = writers.flatMap((writer) => writer.acknowledged);
    expect(acknowledged.map(({ id }) => places.get(id))).toEqual(acknowledged);
    expect(acknowledged.length).toBeGreaterThan(kills * BETWEEN_KILLS);
  });

  it('let one of two writers at a revision win, and left no gap (E2)', () => {
    for (const stream of STREAMS) {
      const revisions = log.filter((event) => event.stream === stream).map(({ revision }) => revision);
      expect(revisions).toEqual(revisions.map((_, nth) => nth));
    }
    expect(Math.max(...writers.map(({ conflicts }) => conflicts))).toBeGreaterThan(0);
  });

  it('has each event once, and says the same of a repeated append (E3)', () => {
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
    expect(writers.flatMap(({ differing }) => differing)).toEqual([]);
  });

  it('gave a reader every event once, in order, however late it was committed and however slow the reader (E4, E5)', () => {
    expect(seen.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
    const positions = seen.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });
});
