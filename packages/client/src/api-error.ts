import { Problem } from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';

const RETRY_LATER = new Set([429, 503, 504]);

/** The API's own words, under its own code; `details`: status, instance and the fields that did not fit. */
const toldError = (problem: Problem): MailfoldError =>
  new MailfoldError({
    code: problem.code,
    message: problem.detail,
    retry: RETRY_LATER.has(problem.status) ? 'backoff' : 'never',
    details: { status: problem.status, instance: problem.instance, errors: problem.errors ?? [] },
  });

/** What an answer that is no success says. Something else than mailfold may have answered. */
export async function errorOf(answer: Response, tried: string): Promise<MailfoldError> {
  const body: unknown = await answer.json().catch(() => undefined);
  const problem = Problem.safeParse(body);
  if (problem.success) return toldError(problem.data);
  return new MailfoldError({
    code: 'client/not-mailfold',
    message: `${tried} was answered with ${answer.status} by something that is not mailfold: see whether the address is right.`,
    details: { status: answer.status },
  });
}

/** @param url whose host and port are named; a key is never part of it */
export const unreachable = (url: string, cause: unknown): MailfoldError =>
  new MailfoldError({
    code: 'client/unreachable',
    message: `Nothing answers at ${url}: see whether mailfold runs there (npm start).`,
    retry: 'backoff',
    cause,
  });

export const wrongAnswer = (tried: string, cause: unknown): MailfoldError =>
  new MailfoldError({
    code: 'client/wrong-answer',
    message: `${tried} was answered with something this client does not understand: see whether both are of one version.`,
    cause,
  });
