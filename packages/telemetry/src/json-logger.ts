import { pino } from 'pino';
import type { LogFields, Logger } from './logger.ts';
import { scrubbed } from './scrub.ts';
import { currentTraceId } from './tracing.ts';

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
  return 'file' in to ? fileSink(to.file) : to;
};

/** Lines that wait for room on the disk; more are dropped. */
const WAITING_BYTES = 1024 * 1024;

/** A log that cannot be written ends nothing: it is said on standard error, once until it can be written again. */
const fileSink = (file: string): LogSink => {
  // Synchronous: after a kill the last lines are the ones that matter.
  const sink = pino.destination({ dest: file, sync: true, mkdir: true, maxLength: WAITING_BYTES });
  let fails = false;
  sink.on('write', () => (fails = false));
  sink.on('error', (error: Error) => {
    if (!fails)
      process.stderr.write(`The log ${file} cannot be written (${error.message}). Make room, or mend its disk.\n`);
    fails = true;
  });
  return sink;
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

/** JSON lines: `level` as a word, `time` in RFC 3339, `name`, `msg`, `traceId` inside a span, and the fields, scrubbed of personal data. */
export const jsonLogger = (options: JsonLoggerOptions): Logger =>
  wrapped(
    pino(
      {
        name: options.name,
        level: options.level ?? 'info',
        base: {},
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: () => {
          const traceId = currentTraceId();
          return traceId === undefined ? {} : { traceId };
        },
      },
      sinkOf(options.to),
    ),
  );
