import type { ImapServerOptions } from '@mailfold/imap-server';
import { type MailProviderHarness, mailProviderContract } from '@mailfold/mail-provider/contract';
import { imapServerHarness } from './imap-server-harness.ts';

interface Variant {
  readonly name: string;
  readonly server: Partial<ImapServerOptions>;
  readonly changesBy: MailProviderHarness['changesBy'];
  readonly tellsWhereMoved?: boolean;
}

const BARE = {
  CONDSTORE: false,
  MOVE: false,
  UIDPLUS: false,
  IDLE: false,
  OBJECTID: false,
  'LIST-STATUS': false,
  'LIST-EXTENDED': false,
  ESEARCH: false,
  ENABLE: false,
} as const;

const VARIANTS: readonly Variant[] = [
  { name: 'all extensions', server: {}, changesBy: 'qresync' },
  { name: 'no QRESYNC', server: { capabilities: { QRESYNC: false } }, changesBy: 'condstore' },
  {
    name: 'neither CONDSTORE nor MOVE',
    server: { capabilities: { CONDSTORE: false, MOVE: false } },
    changesBy: 'diff',
  },
  { name: 'IMAP4rev1 and nothing else', server: { capabilities: BARE }, changesBy: 'diff', tellsWhereMoved: false },
];

describe.each(VARIANTS)('ImapMailProvider at our own server, $name', (variant) => {
  const { name, server, changesBy, tellsWhereMoved = true } = variant;
  mailProviderContract({
    name: `our own server, ${name},`,
    open: () => imapServerHarness({ server, changesBy, tellsWhereMoved }),
  });
});
