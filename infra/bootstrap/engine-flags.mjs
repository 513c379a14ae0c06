/**
 * How the engine's own process is run. By itself V8 lets garbage pile up as the machine's memory allows; the engine needs less
 * than this whatever the size of a mailbox, because mail passes through in bounded batches (raw mail is not on this heap).
 * The old generation may grow to twice what lives before it is marked again: with less, a backfill spends a fifth of its time on
 * marking; with more, its memory passes 400 MB.
 */
export const ENGINE_FLAGS = ['--max-old-space-size=400', '--max-semi-space-size=16', '--heap-growing-percent=100'];

/** glibc keeps an arena of freed memory for each thread, of which two are enough for ours, and gives back large pieces only if told. */
export const ENGINE_ENVIRONMENT = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** How one service in a process of its own is run: the same with less room, since each has a part of the work. */
export const SERVICE_FLAGS = ['--max-old-space-size=160', '--max-semi-space-size=4', '--heap-growing-percent=50'];
