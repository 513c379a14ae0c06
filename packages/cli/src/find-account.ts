import type { Account } from '@mailfold/contracts/http';
import { type ApiClient, everyItem } from '@mailfold/client';
import { isUuid, MailfoldError } from '@mailfold/kernel';

const notFound = (account: string): MailfoldError =>
  new MailfoldError({
    code: 'cli/account-not-found',
    message: `There is no account ${account}: see mailfold accounts list.`,
    details: { status: 404 },
  });

/** The id of an account that is named by its id or its address. */
export async function findAccount(client: ApiClient, account: string): Promise<string> {
  if (isUuid(account)) return account;
  const wanted = account.toLowerCase();
  for await (const found of allAccounts(client)) {
    if (found.address.toLowerCase() === wanted) return found.id;
  }
  throw notFound(account);
}

export const allAccounts = (client: ApiClient): AsyncGenerator<Account> =>
  everyItem((cursor) => client.accounts.list({ cursor }));
