export interface Entry {
  readonly type?: string;
  readonly host: string;
  readonly port?: number;
  readonly socket?: string;
  readonly username?: string;
  readonly authentication?: readonly string[];
}

const entry = (
  tag: string,
  { type, host, port, socket = 'SSL', username, authentication = [] }: Required<Pick<Entry, 'type' | 'port'>> & Entry,
): string =>
  [
    `<${tag} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${socket}</socketType>`,
    username === undefined ? '' : `<username>${username}</username>`,
    ...authentication.map((one) => `<authentication>${one}</authentication>`),
    `</${tag}>`,
  ].join('');

/** A document of the public autoconfig scheme. */
export const configDocument = (incoming: readonly Entry[], outgoing: readonly Entry[] = []): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="acme.example"><displayName>Acme &amp; Sons</displayName>
${incoming.map((one) => entry('incomingServer', { type: 'imap', port: 993, ...one })).join('\n')}
${outgoing.map((one) => entry('outgoingServer', { type: 'smtp', port: 465, ...one })).join('\n')}
</emailProvider></clientConfig>`;
