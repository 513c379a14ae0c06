import type { Bench } from './bench.ts';

/** Every bench by name, loaded only when it is asked for. */
export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  append: async () => {
    const { run } = await import('./append/append.bench.ts');
    return async () => ({ result: await run(), lines: [] });
  },
  backfill: async () => (await import('./backfill/backfill.bench.ts')).backfill,
  fetch: async () => (await import('./fetch/fetch.bench.ts')).fetch,
  live: async () => (await import('./live/live.bench.ts')).live,
  rebuild: async () => (await import('./rebuild/rebuild.bench.ts')).rebuild,
  start: async () => (await import('./start/start.bench.ts')).start,
  threading: async () => (await import('./threading/threading.bench.ts')).threading,
};
