/** What is known of an issuer before an operator registers at it. */
export interface KnownIssuer {
  /** As in the names of variables, in lower case. */
  readonly name: string;
  /** For people: "sign in with Google". */
  readonly title: string;
  /** Where its discovery document is below (OpenID Connect Discovery 1.0 §4). */
  readonly url: string;
  readonly scopes: readonly string[];
  /** Beside those of the standard. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of addresses whose mail it opens; `*.` in front stands for any domain below. */
  readonly domains: readonly string[];
  /** IMAP servers that take its tokens: finds it for a domain of one's own. */
  readonly hosts: readonly string[];
}

/** Issuers of which an operator needs to tell only the client id and secret. */
export const KNOWN_ISSUERS: readonly KnownIssuer[] = [
  {
    // https://developers.google.com/workspace/gmail/imap/xoauth2-protocol
    name: 'google',
    title: 'Google',
    url: 'https://accounts.google.com',
    scopes: ['openid', 'email', 'https://mail.google.com/'],
    // A refresh token comes with `offline` only, and after the first time only with `consent`.
    parameters: { access_type: 'offline', prompt: 'consent' },
    domains: ['gmail.com', 'googlemail.com'],
    hosts: ['imap.gmail.com'],
  },
  {
    // https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
    name: 'microsoft',
    title: 'Microsoft',
    url: 'https://login.microsoftonline.com/common/v2.0',
    scopes: [
      'openid',
      'email',
      'profile',
      'offline_access',
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
    ],
    // Who is signed in at several accounts chooses: without it the browser's one is taken.
    parameters: { prompt: 'select_account' },
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'windowslive.com', '*.onmicrosoft.com'],
    hosts: ['outlook.office365.com', 'imap-mail.outlook.com'],
  },
];
