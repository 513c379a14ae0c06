export type { CredentialVault } from './application/credential-vault.ts';
export { createIngest, type IngestParts } from './container.ts';
