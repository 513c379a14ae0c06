import { type Credentials, presetFor, presetForHost } from '@mailfold/mail-provider';
import { nameOf, type Place } from './place.ts';

/** What a server asks for when it refuses a password and says why. */
export type LoginRefusal = 'app-password' | 'browser-login' | 'passwords-off' | 'imap-off';

/** As providers say it, in words only; where it was seen stands beside each in the test. */
const WORDS: readonly (readonly [RegExp, LoginRefusal])[] = [
  [/app(lication)?[- ](specific )?password|aplication password|InvalidSecondFactor/i, 'app-password'],
  [/authori[sz](ed|ation) code|授权码|客户端专用密码/i, 'app-password'],
  [/basic ?auth(entication)? ?is (disabled|blocked)|BasicAuthBlocked/i, 'passwords-off'],
  [/log ?in .{0,20}via (your|a) web browser|web login required|WEBALERT/i, 'browser-login'],
  // Not "or IMAP is disabled": that is said to wrong passwords, too.
  [/(?<!or )IMAP (access )?is (disabled|not enabled|switched off)|not enabled for IMAP/i, 'imap-off'],
];

export const loginRefusal = (text: string): LoginRefusal | undefined => WORDS.find(([words]) => words.test(text))?.[1];

export function refusalSentence(refusal: LoginRefusal, place: Place, credentials: Credentials): string {
  const where = nameOf(place);
  const help = loginHelp(place, credentials);
  switch (refusal) {
    case 'app-password':
      return `The ${where} takes an app password or authorisation code instead of the account's own password.${help === '' ? ' Create one in the settings of the account at the provider and enter that.' : help}`;
    case 'browser-login':
      return `The ${where} asks for a login with a web browser first: log in there, confirm that this was you, and connect again.${help}`;
    case 'passwords-off':
      return `The ${where} takes no passwords any more.${help === '' ? ' Sign in at the provider (OAuth2) instead.' : help}`;
    case 'imap-off':
      return `IMAP is switched off for this account at the ${where}: switch it on in the settings of the account, or ask its administrator.${help}`;
  }
}

/** What the provider wants instead of the account's password, told by its host or, where that is another, by the domain of the login. */
export function loginHelp(place: Place, { login }: Credentials): string {
  const help = presetForHost(place.server.host)?.help ?? presetFor(login)?.help;
  return help === undefined ? '' : ` ${help}`;
}
