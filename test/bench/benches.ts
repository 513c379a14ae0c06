import type { Bench } from './bench.ts';

/** Every bench by name, loaded only when it is asked for. */
export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  append: async () => {
    const { run } = await import('./append/append.bench.ts');
    return async () => ({ result: await run(), lines: [] });
  },
  backfill: async () => (await import('./backfill/backfill.bench.ts')).backfill,
  consume: async () => (await import('./consume/consume.bench.ts')).consume,
  'backfill-distributed': async () =>
    (await import('./backfill-distributed/backfill-distributed.bench.ts')).backfillDistributed,
  'catch-up': async () => (await import('./large-folder/catch-up.bench.ts')).catchUp,
  fetch: async () => (await import('./fetch/fetch.bench.ts')).fetch,
  forward: async () => (await import('./forward/forward.bench.ts')).forward,
  'idle-accounts': async () => (await import('./idle-accounts/idle-accounts.bench.ts')).idleAccounts,
  'idle-distributed': async () => (await import('./idle-distributed/idle-distributed.bench.ts')).idleDistributed,
  live: async () => (await import('./live/live.bench.ts')).live,
  'live-kafka': async () => (await import('./live-kafka/live-kafka.bench.ts')).liveKafka,
  rebuild: async () => (await import('./rebuild/rebuild.bench.ts')).rebuild,
  reconcile: async () => (await import('./large-folder/reconcile.bench.ts')).reconcile,
  start: async () => (await import('./start/start.bench.ts')).start,
  threading: async () => (await import('./threading/threading.bench.ts')).threading,
};
