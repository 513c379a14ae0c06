import type { ProposedServer, Servers } from './discovery.ts';

const named = ({ host, port, tls }: ProposedServer): string =>
  `${host}, port ${port}, ${tls === 'implicit' ? 'TLS' : 'STARTTLS'}`;

/** Servers as a person reads them. */
export const serversInWords = ({ imap, smtp }: Servers): string =>
  `IMAP at ${named(imap)}${smtp === undefined ? '' : `; SMTP at ${named(smtp)}`}`;
