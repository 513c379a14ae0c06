import { isMailfoldError } from '@mailfold/kernel';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { CredentialVault, vaultMigrations } from './credential-vault.ts';
import type { KeyRing } from './key-ring.ts';
import { VaultKeys } from './vault-keys.ts';

export interface Vault<Login> {
  readonly vault: CredentialVault<Login>;
  readonly keys: VaultKeys;
}

/**
 * The vault of these rows, once it is sure that the keys fit what is in it: a process that cannot open logins does not start, instead of
 * failing one account after the other (X22). A KMS that is away just now is no reason not to start.
 * @throws MailfoldError `secrets/wrong-key`, `secrets/kms-refused`
 */
export const openVault = async <Login>(rows: ReadStore, ring: KeyRing): Promise<Vault<Login>> => {
  await migrate(rows, vaultMigrations);
  const keys = new VaultKeys(rows, ring);
  await keys.check();
  await ring.currentId().catch((error: unknown) => {
    if (!isMailfoldError(error, 'secrets/kms-unreachable')) throw error;
  });
  return { vault: new CredentialVault<Login>(rows, ring), keys };
};

/** Whether a login was ever stored here: then a master key must be given, and a new one is of no use. */
export const hasCredentials = async (rows: ReadStore): Promise<boolean> => {
  await migrate(rows, vaultMigrations);
  return (await rows.query('select from secrets.credential limit 1')).length > 0;
};
