import { isMailfoldError, MailfoldError } from '@mailfold/kernel';

const AWAY = ['read-store/unavailable', 'read-store/outcome-unknown', 'read-store/collision'];
const MOST_ATTEMPTS = 5;

const isAway = (thrown: unknown): thrown is MailfoldError => isMailfoldError(thrown) && AWAY.includes(thrown.code);

const unavailable = (cause: MailfoldError): MailfoldError =>
  new MailfoldError({
    code: 'event-store/unavailable',
    message: `the event store does not answer: ${cause.message}`,
    retry: 'backoff',
    details: cause.details,
    cause,
  });

/** Rejects with `event-store/unavailable` where the database could not be asked. */
export async function inStoreWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw isAway(thrown) ? unavailable(thrown) : thrown;
  }
}

/** For work that may be repeated: a lost answer is asked for again, while the database can be reached at all. */
export async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      const again = isMailfoldError(thrown, 'read-store/outcome-unknown') && attempt < MOST_ATTEMPTS;
      if (!again) throw isAway(thrown) ? unavailable(thrown) : thrown;
    }
  }
}
