import type { Logger } from '@mailfold/telemetry';

/** What tells a process to stop; `process` is one. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface StopSignals extends Disposable {
  /** Resolves at the first SIGINT or SIGTERM. */
  readonly first: Promise<NodeJS.Signals>;
}

/**
 * The first signal asks to stop; a second one calls `onSecond`, for a stop that hangs. Which of the two signals came does not matter:
 * a terminal's Ctrl-C reaches every process of the group, and a parent may pass on one of its own beside it; so a second one
 * within `ignoreMs` of the first counts as the same.
 */
export function stopSignals(
  source: SignalSource,
  onSecond: () => void,
  log: Logger,
  now: () => number,
  ignoreMs = 500,
): StopSignals {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let stoppedAt: number | undefined;
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      if (stoppedAt === undefined) {
        stoppedAt = now();
        log.info('asked to stop', { signal });
        resolve(signal);
      } else if (now() - stoppedAt > ignoreMs) onSecond();
    };
    source.on(signal, listener);
    return () => source.off(signal, listener);
  });
  return {
    first: promise,
    [Symbol.dispose]: () => {
      for (const remove of listeners) remove();
    },
  };
}
