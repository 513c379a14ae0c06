export type { CredentialVault, Login } from './application/credential-vault.ts';
export { createIngest, type IngestParts, type IngestTiming } from './container.ts';
