import { systemClock } from '@mailfold/kernel';
import { openDiscovery } from '@mailfold/mail-discovery';
import type { Login } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { NetworkGuard } from '@mailfold/network-guard';
import { NO_OAUTH, openOAuth } from '@mailfold/oauth';
import type { ReadStore } from '@mailfold/read-store';
import { keyRingFrom, openVault, SealedNotes, sourceOf } from '@mailfold/secrets';
import type { Settings } from './config.ts';
import type { Logins } from './parts.ts';

/** The sealed logins of all accounts, and the way to their servers. */
export const loginsOn = async (rows: ReadStore, settings: Settings): Promise<Logins> => {
  const ring = await keyRingFrom(settings);
  const { vault, keys } = await openVault<Login>(rows, ring);
  const allowed = new Set(settings.MAILFOLD_ALLOW_CLEARTEXT);
  const guard = new NetworkGuard({ allowed: settings.MAILFOLD_ALLOW_HOSTS ?? [] });
  const provider = new ImapMailProvider({ guard, allowsClearText: (host) => allowed.has(host) });
  const { issuers, logins } = await openOAuth({
    settings: settings.oauth ?? NO_OAUTH,
    rows,
    vault,
    provider,
    guard,
    clock: systemClock,
  });
  return {
    provider,
    discover: openDiscovery(guard, settings),
    vault,
    secrets: { keys, source: sourceOf(settings) },
    roundMs: (settings.MAILFOLD_ROUND_SECONDS ?? 30) * 1_000,
    rawGrace: { days: settings.MAILFOLD_RAW_GRACE_DAYS ?? 30 },
    connect: (accountId, options) => logins.connect(accountId, options),
    signingIn: { issuers, notes: new SealedNotes(ring) },
  };
};
