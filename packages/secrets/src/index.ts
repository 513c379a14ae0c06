export { MasterKey } from './master-key.ts';
export { Sealer } from './sealer.ts';
export type { Sealed, WrappedKey } from './sealer.ts';
export { SECRETS_CODES } from './secret-error.ts';
export type { SecretsCode } from './secret-error.ts';
export { CredentialVault, vaultMigrations } from './credential-vault.ts';
