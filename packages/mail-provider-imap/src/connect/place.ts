import type { ServerSettings } from '@mailfold/mail-provider';
import type { Address } from '@mailfold/network-guard';

export type Protocol = 'IMAP' | 'SMTP';

/** The server that is spoken of in a message. */
export interface Place {
  readonly protocol: Protocol;
  readonly server: ServerSettings;
}

/** The same, where the guard let through these addresses of it. */
export interface Reached extends Place {
  readonly addresses: readonly Address[];
}

export const nameOf = ({ protocol, server }: Place): string => `${protocol} server ${server.host}:${server.port}`;

export const detailsOf = ({ protocol, server }: Place, reason: string) => ({
  protocol: protocol.toLowerCase(),
  host: server.host,
  port: server.port,
  tls: server.tls,
  reason,
});
