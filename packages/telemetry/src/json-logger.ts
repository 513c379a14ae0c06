import { pino } from 'pino';
import type { LogFields, Logger } from './logger.ts';
import { scrubbed } from './scrub.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Takes whole lines. `process.stderr` is one; so is a pino destination or an array's push in a test. */
export interface LogSink {
  write(line: string): unknown;
}

export interface JsonLoggerOptions {
  /** Name of the process, in every line. */
  readonly name: string;
  /** Default `info`. */
  readonly level?: LogLevel;
  /** A file (appended to, created with its folders), or a sink. Default: standard error. */
  readonly to?: { readonly file: string } | LogSink;
}

const sinkOf = (to: JsonLoggerOptions['to']): LogSink => {
  if (to === undefined) return pino.destination({ fd: 2, sync: true });
  // Synchronous: after a kill the last lines are the ones that matter.
  if ('file' in to) return pino.destination({ dest: to.file, sync: true, mkdir: true });
  return to;
};

const wrapped = (inner: pino.Logger): Logger => {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields?: LogFields): void => {
      if (!inner.isLevelEnabled(level)) return;
      if (fields === undefined) inner[level](message);
      else inner[level](scrubbed(fields), message);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrapped(inner.child(Object(scrubbed(fields)))),
  };
};

/** JSON lines: `level` as a word, `time` in RFC 3339, `name`, `msg` and the fields, scrubbed of personal data. */
export const jsonLogger = (options: JsonLoggerOptions): Logger =>
  wrapped(
    pino(
      {
        name: options.name,
        level: options.level ?? 'info',
        base: {},
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      sinkOf(options.to),
    ),
  );
