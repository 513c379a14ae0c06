/**
 * How the engine's own process is run. V8 lets its heap grow to gigabytes before it tidies up; the engine needs less than
 * this whatever the size of a mailbox, because mail passes through in bounded batches (raw mail is not on this heap).
 */
export const ENGINE_FLAGS = ['--max-old-space-size=192', '--max-semi-space-size=16'];
