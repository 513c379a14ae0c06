import type { Login, MailSession } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { NetworkGuard } from '@mailfold/network-guard';
import { Unrecorded } from '@mailfold/service-host';
import type { IngestParts } from '../../src/index.ts';

/** As quick as a test needs it. */
const PACE = {
  proveMs: 60_000,
  patienceMs: 300,
  secondLookMs: 50,
  withheldMs: [50, 100],
  throttledMs: 200,
  mostThrottledMs: 2_000,
};

const TIMEOUTS = { idleMs: 2_000, replyMs: 500, silenceMs: 5_000, pollMs: 100 };

export interface Way {
  readonly logins: Map<string, Login>;
  readonly onSession: (session: MailSession) => void;
}

export interface Choices extends Pick<IngestParts, 'connections' | 'pace' | 'rawGrace'> {
  readonly roundMs?: number;
}

/** What the service needs to sync with a server of this machine. */
export const ingestParts = (
  { logins, onSession }: Way,
  { connections, pace, rawGrace, roundMs = 200 }: Choices,
): Omit<IngestParts, 'blobs'> => {
  const provider = new ImapMailProvider({ guard: new NetworkGuard({ allowed: ['127.0.0.1'] }), timeouts: TIMEOUTS });
  const parts = {
    provider,
    vault: {
      put: async (accountId: string, login: Login) => void logins.set(accountId, login),
      get: async (accountId: string) => logins.get(accountId),
    },
    connect: async (accountId: string, options: object = {}) => {
      const login = logins.get(accountId);
      if (login === undefined) throw new Error('this account has no login');
      const session = await provider.connect({ ...login, ...options });
      onSession(session);
      return session;
    },
    roundMs,
    unrecorded: new Unrecorded(),
    pace: { ...PACE, ...pace },
    ...(connections === undefined ? {} : { connections }),
    ...(rawGrace === undefined ? {} : { rawGrace }),
    // Nobody signs in here, and no server is looked for.
    signingIn: { issuers: { settings: {} }, notes: {} },
    discover: () => Promise.reject(new Error('no discovery here')),
  };
  return parts as unknown as Omit<IngestParts, 'blobs'>;
};
