import { MailfoldError } from '@mailfold/kernel';
import { openDiscovery } from '@mailfold/mail-discovery';
import type { Login } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { NetworkGuard } from '@mailfold/network-guard';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { CredentialVault, MasterKey, Sealer, vaultMigrations } from '@mailfold/secrets';
import type { Settings } from './config.ts';
import type { Logins } from './parts.ts';

/** The sealed logins of all accounts, and the way to their servers. */
export const loginsOn = async (rows: ReadStore, settings: Settings): Promise<Logins> => {
  await migrate(rows, vaultMigrations);
  const sealer = new Sealer(MasterKey.fromBase64(settings.MAILFOLD_MASTER_KEY ?? ''));
  const vault = new CredentialVault<Login>(rows, sealer);
  const allowed = new Set(settings.MAILFOLD_ALLOW_CLEARTEXT);
  const provider = new ImapMailProvider({ allowsClearText: (host) => allowed.has(host) });
  return {
    provider,
    discover: openDiscovery(new NetworkGuard(), settings),
    vault,
    roundMs: (settings.MAILFOLD_ROUND_SECONDS ?? 30) * 1_000,
    connect: async (accountId) => {
      const login = await vault.get(accountId);
      if (login !== undefined) return provider.connect(login);
      throw new MailfoldError({
        code: 'service-process/no-login',
        message: `No login is stored for account ${accountId}: connect it again, or enter its password.`,
      });
    },
  };
};
