export { jsonLogger, type JsonLoggerOptions, type LogLevel, type LogSink } from './json-logger.ts';
export { metricsText, type Sample } from './metrics.ts';
export { silentLogger, type LogFields, type Logger } from './logger.ts';
export { scrubbed, scrubText } from './scrub.ts';
