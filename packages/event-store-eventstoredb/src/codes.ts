/** Codes of this adapter beside those of the port: meaning, and what an operator does. */
export const EVENTSTOREDB_CODES = {
  'event-store/append-too-large':
    'An append has more bytes than the server takes at once. Start it with a larger MaxAppendSize (16 MiB is its most).',
  'event-store/connection-string': 'The connection string cannot be used. Correct it and start again.',
  'event-store/position-too-large':
    'The log is longer than 2^53 bytes, further than can be counted here. Move to a new log; report it.',
  'event-store/stream-deleted':
    'Somebody deleted a stream on the server. The log is the truth and nothing replaces it: restore it from a backup.',
} as const;
