import type { Credentials } from '@mailfold/mail-provider';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';

type OAuth = Extract<Credentials, { kind: 'oauth2' }>;

const METHOD = 'OAUTHBEARER';
const SOH = '\u0001';

/**
 * A login with an access token. The library knows XOAUTH2 only, which Gmail and Microsoft offer, and keeps the server's reason to itself;
 * where XOAUTH2 is not offered, it is OAUTHBEARER (RFC 7628).
 */
export const tokenLogin = (
  credentials: OAuth,
  server: { readonly host: string; readonly port: number },
): Pick<SMTPTransport.Options, 'auth' | 'customAuth'> => ({
  auth: { type: 'custom', method: METHOD, user: credentials.login, pass: '' },
  customAuth: {
    [METHOD]: async (smtp: SMTPConnection.CustomAuthenticationContext) => {
      const mechanism = smtp.authMethods.includes('XOAUTH2') ? XOAUTH2 : OAUTHBEARER;
      const first = mechanism.firstResponse(credentials, server);
      const answer = await smtp.sendCommand(`AUTH ${mechanism.name} ${Buffer.from(first).toString('base64')}`);
      if (answer.status === 235) return;
      if (!answer.response.startsWith('334')) throw refusal();
      // Nothing else ends the exchange: the refusal itself comes after this.
      await smtp.sendCommand(mechanism.acknowledgement);
      throw refusal(answer.text);
    },
  },
});

interface Mechanism {
  readonly name: string;
  readonly firstResponse: (credentials: OAuth, server: { readonly host: string; readonly port: number }) => string;
  /** Of the server's challenge, which is a refusal. */
  readonly acknowledgement: string;
}

/** https://developers.google.com/workspace/gmail/imap/xoauth2-protocol */
const XOAUTH2: Mechanism = {
  name: 'XOAUTH2',
  firstResponse: ({ login, accessToken }) => [`user=${login}`, `auth=Bearer ${accessToken}`, '', ''].join(SOH),
  acknowledgement: '',
};

/** RFC 7628 §3.1 and §3.2.3; the name is a saslname (RFC 5801 §4). */
const OAUTHBEARER: Mechanism = {
  name: METHOD,
  firstResponse: ({ login, accessToken }, { host, port }) => {
    const name = login.replaceAll('=', '=3D').replaceAll(',', '=2C');
    return [`n,a=${name},`, `host=${host}`, `port=${port}`, `auth=Bearer ${accessToken}`, '', ''].join(SOH);
  },
  acknowledgement: Buffer.from(SOH).toString('base64'),
};

/** As imapflow tells it of an IMAP server. @param challenge base64 of JSON (RFC 7628 §3.2.2) */
const refusal = (challenge = ''): Error => Object.assign(new Error('refused'), { oauthError: read(challenge) });

const read = (challenge: string): unknown => {
  try {
    return JSON.parse(Buffer.from(challenge, 'base64').toString('utf8'));
  } catch {
    return undefined; // a server that gives no reason
  }
};
