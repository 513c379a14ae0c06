import type { ApiClient } from '@mailfold/client';
import type { ProofBody } from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';
import type { Cli } from '../cli.ts';
import { interrupted } from '../terminal/read-secret.ts';
import type { Chosen } from './chosen.ts';
import type { ConnectOptions } from './connect-options.ts';
import { openReturnPage, type Returned } from './return-visit.ts';

/** As long as the sign-in is good; by this machine's own clock, which may be another than the server's. */
const WAITS_MS = 10 * 60_000;

/**
 * Prints where to sign in, and waits until the browser comes back to this machine.
 * @throws MailfoldError `oauth/not-configured` of the API, `cli/sign-in-failed`, `cli/interrupted`
 */
export async function signIn(
  cli: Cli,
  oauth: ApiClient['oauth'],
  address: string,
  { servers }: Chosen,
  { login }: ConnectOptions,
): Promise<ProofBody['credentials']> {
  await using page = await openReturnPage();
  const { id, issuer, url } = await oauth.begin({ address, servers, returnTo: page.url });
  // The person needs it with `--json` too.
  cli.terminal.errors.write(
    `Sign in with ${issuer.title}, in a browser on this machine:\n  ${url}\nWaiting for it …\n`,
  );
  const returned = await page.visit(WAITS_MS, cli.signal);
  if (cli.signal.aborted) throw interrupted();
  const code = returned?.authorisation === id ? returned.code : undefined;
  if (code === undefined) throw await failure(oauth, id, returned);
  return { kind: 'authorisation', id, code, ...(login === undefined ? {} : { login }) };
}

const failure = async (
  oauth: ApiClient['oauth'],
  id: string,
  returned: Returned | undefined,
): Promise<MailfoldError> => {
  const late = 'Nobody signed in within ten minutes: begin again.';
  const reason = returned === undefined ? undefined : (await oauth.status(id)).reason;
  return new MailfoldError({ code: 'cli/sign-in-failed', message: reason ?? late });
};
