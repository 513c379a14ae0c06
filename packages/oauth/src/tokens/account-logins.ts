import { isMailfoldError, MailfoldError } from '@mailfold/kernel';
import type { ConnectOptions, Login, MailProvider, MailSession } from '@mailfold/mail-provider';
import { type AccessTokens, canRefresh } from './access-tokens.ts';

export interface AccountLoginsParts {
  readonly provider: Pick<MailProvider, 'connect'>;
  readonly tokens: AccessTokens;
}

/** Opens sessions with the login that is kept for an account, whatever its kind. */
export class AccountLogins {
  readonly #parts: AccountLoginsParts;

  constructor(parts: AccountLoginsParts) {
    this.#parts = parts;
  }

  /**
   * Refreshes the access token when it is about to end, and once more when the server refuses it: it may have been revoked early.
   * @throws MailfoldError of `MailProvider.connect` and of `AccessTokens.fresh`; `oauth/no-login` when none is kept
   */
  async connect(accountId: string, options: Omit<ConnectOptions, keyof Login> = {}): Promise<MailSession> {
    const { provider, tokens } = this.#parts;
    const login = await tokens.fresh(accountId);
    if (login === undefined) throw noLogin(accountId);
    try {
      return await provider.connect({ ...login, ...options });
    } catch (error) {
      if (!isMailfoldError(error, 'mail-provider/unauthorised') || !canRefresh(login)) throw error;
      const other = await tokens.insteadOf(accountId, login.credentials.accessToken);
      return provider.connect({ ...(other ?? login), ...options });
    }
  }
}

const noLogin = (accountId: string): MailfoldError =>
  new MailfoldError({
    code: 'oauth/no-login',
    message: `No login is kept for account ${accountId}: connect it again, or enter new credentials.`,
  });
