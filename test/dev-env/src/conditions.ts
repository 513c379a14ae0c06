import { setTimeout as pause } from 'node:timers/promises';

export type UntilOptions = {
  /** How long to wait, in milliseconds. Default 10,000. */
  readonly within?: number;
  /** How long to rest between two looks, in milliseconds. Default 10. */
  readonly every?: number;
  /** What is awaited, for the message of the error. */
  readonly what?: string;
};

/**
 * Waits until a condition answers something truthy, and gives that answer. The only place in tests where time passes:
 * a test names what it waits for instead of how long.
 * @throws Error when the condition did not come true in time; its cause is what the condition last threw, if it did.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  options: UntilOptions = {},
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const { within = 10_000, every = 10, what = 'the condition' } = options;
  const end = performance.now() + within;
  for (;;) {
    const look = await attempt(condition);
    if (look.ok && isMet(look.answer)) return look.answer;
    if (performance.now() >= end) throw unmet(what, within, look);
    await pause(every);
  }
}

type Look<T> = { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly cause: unknown };

async function attempt<T>(condition: () => T | Promise<T>): Promise<Look<T>> {
  try {
    return { ok: true, answer: await condition() };
  } catch (cause) {
    return { ok: false, cause }; // what is not there yet often throws: it counts as not yet
  }
}

function isMet<T>(answer: T): answer is Exclude<T, false | null | undefined | 0 | ''> {
  return Boolean(answer);
}

function unmet(what: string, within: number, look: Look<unknown>): Error {
  const message = `${what} did not come true within ${within} ms`;
  return look.ok
    ? new Error(`${message}; last answer: ${String(look.answer)}`)
    : new Error(message, { cause: look.cause });
}
