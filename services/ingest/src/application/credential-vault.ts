import { MailfoldError } from '@mailfold/kernel';
import type { Login } from '@mailfold/mail-provider';

/** Sealed logins, by account. What is in it is never in an event. */
export interface CredentialVault {
  put(accountId: string, login: Login): Promise<void>;
  get(accountId: string): Promise<Login | undefined>;
}

export const noLogin = (accountId: string): MailfoldError =>
  new MailfoldError({
    code: 'ingest/no-credentials',
    message: `No credentials are stored for account ${accountId}: connect it again, or enter its password.`,
  });
