/**
 * How the engine's own process is run. By itself V8 lets garbage pile up as the machine's memory allows; the engine needs less than
 * this whatever the size of a mailbox, because mail passes through in bounded batches (raw mail is not on this heap).
 */
export const ENGINE_FLAGS = ['--max-old-space-size=512', '--max-semi-space-size=4'];
