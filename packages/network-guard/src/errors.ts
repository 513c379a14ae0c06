import { MailfoldError } from '@mailfold/kernel';

/** The same words whatever is there: they tell no open port from a closed one, and no address. */
export const refused = (host: string, port: number): MailfoldError =>
  new MailfoldError({
    code: 'network-guard/refused',
    message: `${shown(host)}:${port} is not in the public internet, so no connection was tried. If this server is meant, the operator of mailfold can allow it by MAILFOLD_ALLOW_HOSTS.`,
    details: { host: shown(host), port },
  });

/** `details.dns`: the code of the resolver, such as ENOTFOUND. */
export const notFound = (host: string, cause: unknown): MailfoldError =>
  new MailfoldError({
    code: 'network-guard/not-found',
    message: `The host name ${shown(host)} cannot be found: check its spelling (${codeOf(cause)}).`,
    retry: 'backoff',
    details: { host: shown(host), dns: codeOf(cause) },
    cause,
  });

export const invalidAllowed = (entry: string): MailfoldError =>
  new MailfoldError({
    code: 'network-guard/invalid-allowed',
    message: `MAILFOLD_ALLOW_HOSTS: "${entry}" is no host name, address or range. Write entries such as mail.internal, 10.1.0.0/16, 127.0.0.1:993 or [fd00::1]:993, separated by commas.`,
    details: { entry },
  });

/** `details.reason`: what stood in the way. */
export const notFetched = (url: URL, reason: string, why: string, cause?: unknown): MailfoldError =>
  new MailfoldError({
    code: 'network-guard/not-fetched',
    // The query may hold a code or a token.
    message: `${url.origin}${url.pathname} was not fetched: ${why}.`,
    retry: 'backoff',
    details: { host: url.hostname, reason },
    cause,
  });

const LONGEST = 260;
/** RFC 1035 §2.3.4: no name is longer than 255 bytes. What a user typed goes into one line. */
const shown = (host: string): string => host.replaceAll(/\p{Cc}/gu, ' ').slice(0, LONGEST);

const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'no answer';
