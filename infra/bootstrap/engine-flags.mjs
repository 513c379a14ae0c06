/**
 * How the engine's own process is run. By itself V8 lets garbage pile up as the machine's memory allows; the engine needs less
 * than this whatever the size of a mailbox, because mail passes through in bounded batches (raw mail is not on this heap).
 */
export const ENGINE_FLAGS = ['--max-old-space-size=192', '--max-semi-space-size=16'];

/** glibc keeps an arena of freed memory for each thread; two are enough for ours. */
export const ENGINE_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };
