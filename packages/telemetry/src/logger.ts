/** What is said beside the message: ids, counts, codes, durations. Never a body, an address, a name, a subject or a secret. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log. The message is a constant sentence; what varies goes into the fields. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** With `{ error }` among the fields: its code, message, details and stack are written, scrubbed. */
  error(message: string, fields?: LogFields): void;
  /** The same log; every line also carries these fields. */
  child(fields: LogFields): Logger;
}

const nothing = (): void => undefined;

/** Says nothing; for tests and for programs whose output is their answer. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLogger,
};
