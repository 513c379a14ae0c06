import type { ApiClient } from '@mailfold/client';
import type { ProofBody } from '@mailfold/contracts/http';
import { isMailfoldError } from '@mailfold/kernel';
import type { Cli } from '../cli.ts';
import { usage } from '../usage.ts';
import type { Chosen } from './chosen.ts';
import type { ConnectOptions } from './connect-options.ts';
import { signIn } from './sign-in.ts';

type Credentials = ProofBody['credentials'];

/** How one logs in: by signing in with the browser where the provider has that, else with a password. */
export async function chooseLogin(
  cli: Cli,
  oauth: ApiClient['oauth'],
  address: string,
  chosen: Chosen,
  options: ConnectOptions,
): Promise<Credentials> {
  const { logins = [] } = chosen;
  const signsIn = options.signIn === true;
  const takesPassword = !signsIn && (logins.length === 0 || logins.some((kind) => kind !== 'oauth2'));
  if (options.passwordStdin === true && !takesPassword)
    throw usage('There is no password where one signs in with the browser: leave --password-stdin out.');
  if (options.passwordStdin !== true && (signsIn || logins.includes('oauth2'))) {
    const signedIn = await signIn(cli, oauth, address, chosen, options).catch((error: unknown) => {
      if (!takesPassword || !isMailfoldError(error, 'oauth/not-configured')) throw error;
      cli.say(`${error.message}\nUntil then it goes with a password.`);
    });
    if (signedIn !== undefined) return signedIn;
  }
  const login = options.login ?? chosen.login ?? address;
  return { kind: 'password', login, password: await passwordOf(cli, login, chosen, options.passwordStdin ?? false) };
}

// Never an argument: other users of the machine see arguments.
async function passwordOf(cli: Cli, login: string, { logins = [] }: Chosen, fromStdin: boolean): Promise<string> {
  if (!fromStdin && !cli.terminal.interactive)
    throw usage('Nobody can be asked for the password here: pipe it in with --password-stdin.');
  const password = fromStdin
    ? (await cli.terminal.readAll()).replace(/\r?\n$/, '')
    : await cli.terminal.askSecret(`${wordFor(logins)} of ${login} (not shown): `);
  if (password === '') throw usage('The password is empty.');
  return password;
}

/** Where the usual password is refused, the question does not ask for it. */
const wordFor = (logins: readonly string[]): string =>
  logins.includes('app-password') && !logins.includes('password') ? 'App password' : 'Password';
