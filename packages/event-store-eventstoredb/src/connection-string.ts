import { MailfoldError } from '@mailfold/kernel';

const SCHEME = /^(?:esdb|kurrentdb)(\+discover)?:\/\/(?=[^/?])/u;

/**
 * `esdb://` or `kurrentdb://`, either with `+discover`, as the client takes it. The text is in no message: it may carry a
 * password.
 */
export function clientUrl(url: string): string {
  const trimmed = url.trim();
  const match = SCHEME.exec(trimmed);
  if (match === null) throw badConnectionString('it is not of the form esdb://HOST:PORT?tls=false or kurrentdb://…');
  return `esdb${match[1] ?? ''}://${trimmed.slice(match[0].length)}`;
}

export const badConnectionString = (what: string): MailfoldError =>
  new MailfoldError({
    code: 'event-store/connection-string',
    message: `the connection string of the event store cannot be used: ${what}`,
  });
