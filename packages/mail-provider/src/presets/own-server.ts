import { preset } from './build.ts';
import type { Preset } from './preset.ts';
import { FAQ, NYLAS } from './sources.ts';

const ASK_FOR_HOST = 'Ask your administrator for the IMAP and SMTP host, the ports and how they use TLS.';

/** Products and accounts whose host belongs to the customer: host and port are asked for. */
export const ownServerPresets: readonly Preset[] = [
  preset({
    id: 'zimbra',
    name: 'Zimbra',
    domains: [],
    help: ASK_FOR_HOST,
    notes: 'Run by the organisation or by others for it; the hosts in the sources belong to a vendor and a reseller.',
    sources: [FAQ, NYLAS],
  }),
  preset({
    id: 'generic',
    name: 'Other account (IMAP over TLS)',
    domains: [],
    help: ASK_FOR_HOST,
    notes: 'Any account through IMAP over TLS; host and port come from the user or their administrator.',
    sources: [FAQ, NYLAS],
  }),
];
