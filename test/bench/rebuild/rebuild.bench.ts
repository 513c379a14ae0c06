import { join } from 'node:path';
import { FilesBlobStore } from '@mailfold/blob-store-files';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { systemClock, systemIds } from '@mailfold/kernel';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { ViewRunner } from '@mailfold/processor';
import { createProjections } from '@mailfold/projections';
import type { ReadStore } from '@mailfold/read-store';
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';
import type { Platform } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import type { Bench, Line } from '../bench.ts';
import { alternate, medianRatio } from '../pairs.ts';
import { median, rounded } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { makeLog } from './make-log.ts';
import { multiplyLog } from './multiply-log.ts';

const EVENTS = 200_000;
const MESSAGES = 2_500;
const PAIRS = 3;
const GOAL = 0.2;
const LEAST = 30_000;
const PAGE = 5_000;

/** All views but search made anew from the log of real mail, against reading that log page by page and doing nothing with it. */
export const rebuild: Bench = async ({ size = EVENTS, pairs: count = PAIRS, say }) => {
  await using folder = await TemporaryFolder.make('rebuild');
  await makeLog(folder.path, Math.min(MESSAGES, Math.ceil(size / 5)));
  await using cluster = await EmbeddedCluster.start({ dataDir: join(folder.path, 'postgres') });
  await using rows = await PostgresReadStore.connect({ url: cluster.url });
  await using events = await PostgresEventStore.create({ readStore: rows });
  const length = await multiplyLog(events, size);
  say(`the log has ${length} events`);
  await using bus = await FeedMessageBus.create({ events, rows });
  await using blobs = new FilesBlobStore({ folder: join(folder.path, 'blobs') });
  const views = viewsOf({ events, rows, bus, clock: systemClock, ids: systemIds, log: silentLogger }, blobs);
  const seconds = new Map<string, number[]>(views.map((view) => [view.name, []]));
  const ours = async (): Promise<number> => {
    let sum = 0;
    for (const view of views) {
      const took = (await view.rebuild()).seconds;
      seconds.get(view.name)?.push(took);
      sum += took;
    }
    return length / sum;
  };
  const pairs = await alternate(count, ours, () => readRaw(rows, length));
  const rate = Math.round(median(pairs.map((pair) => pair.ours)));
  return {
    result: {
      bench: 'rebuild',
      unit: 'events/s',
      ours: rate,
      peer: Math.round(median(pairs.map((pair) => pair.peer))),
      ratio: rounded(medianRatio(pairs), 3),
      goal: GOAL,
      runs: pairs.length,
    },
    lines: [
      ['log', `${length} events`],
      ['limit', `${LEAST} events/s ${rate >= LEAST ? 'reached' : 'missed'}`],
      ...[...seconds].map(([name, took]): Line => [`  ${name}`, `${rounded(median(took), 2)} s`]),
    ],
  };
};

const viewsOf = (platform: Platform, blobs: FilesBlobStore): readonly ViewRunner[] =>
  createProjections(platform, { blobs })
    .runners.filter((runner) => runner instanceof ViewRunner)
    .filter(({ name }) => name !== 'projections.search');

const RAW = `
  select position, id, stream, revision, type, recorded_at, data, meta from event_store.event
   where position > $1 order by position limit ${PAGE}`;

/** @returns events a second */
async function readRaw(rows: ReadStore, length: number): Promise<number> {
  const began = performance.now();
  let read = 0;
  for (let after = 0; ;) {
    const page = await rows.query<{ position: number }>(RAW, [after]);
    const last = page.at(-1);
    if (last === undefined) break;
    read += page.length;
    after = last.position;
  }
  if (read !== length) throw new Error(`${read} of ${length} events were read`);
  return (length * 1_000) / (performance.now() - began);
}
