import type { ServerSettings } from '@mailfold/mail-provider';

export type Protocol = 'IMAP' | 'SMTP';

/** The server that is spoken of in a message. */
export interface Place {
  readonly protocol: Protocol;
  readonly server: ServerSettings;
}

export const nameOf = ({ protocol, server }: Place): string => `${protocol} server ${server.host}:${server.port}`;

export const detailsOf = ({ protocol, server }: Place, reason: string) => ({
  protocol: protocol.toLowerCase(),
  host: server.host,
  port: server.port,
  tls: server.tls,
  reason,
});
