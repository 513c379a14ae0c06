import { bad, no } from '../protocol/command-refused.ts';
import type { Session } from '../session/session.ts';
import type { Completion, Verb } from '../session/verb.ts';
import { loggedIn, logIn } from './login.ts';

/** AUTHENTICATE PLAIN (RFC 4616) and XOAUTH2, with or without the initial response of SASL-IR (RFC 4959). */
export const authenticate: Verb = {
  needs: 'no-login',
  extension: 'AUTH=PLAIN',
  async run({ session, args }) {
    const mechanism = mechanismOf(session, args.word());
    if (session.mustSecureFirst) throw no('Use STARTTLS first', 'PRIVACYREQUIRED');
    const answer = args.done ? await challenge(session, '') : initialResponse(session, args.string());
    return mechanism(session, Buffer.from(answer, 'base64').toString('latin1'));
  },
};

type Mechanism = (session: Session, response: string) => Completion | Promise<Completion>;

function mechanismOf(session: Session, name: string): Mechanism {
  if (name === 'PLAIN') return plain;
  if (name === 'XOAUTH2' && session.offers('AUTH=XOAUTH2')) return xoauth2;
  throw no('Unknown mechanism');
}

const plain: Mechanism = (session, response) => {
  const [, name, password] = response.split('\0');
  if (name === undefined || password === undefined) throw bad('Not a PLAIN response');
  return logIn(session, name, password);
};

/** https://developers.google.com/workspace/gmail/imap/xoauth2-protocol: why not is told in a challenge, which the client answers with nothing. */
const xoauth2: Mechanism = async (session, response) => {
  const [, name, token] = /^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$/.exec(response) ?? [];
  if (name === undefined || token === undefined) throw bad('Not an XOAUTH2 response');
  const mailbox = await session.server.logInByToken(name, token);
  if (mailbox !== undefined) return loggedIn(session, mailbox);
  await challenge(session, Buffer.from(JSON.stringify(REFUSED)).toString('base64'));
  throw no('Invalid credentials (Failure)', 'AUTHENTICATIONFAILED');
};

const REFUSED = { status: '400', schemes: 'Bearer', scope: 'https://mail.google.com/' };

function initialResponse(session: Session, text: string): string {
  if (!session.offers('SASL-IR')) throw bad('Initial responses are not supported');
  return text;
}

async function challenge(session: Session, text: string): Promise<string> {
  session.connection.write(`+ ${text}\r\n`);
  await session.connection.flush();
  const input = await session.connection.next();
  if (input === undefined || input.text === '*') throw bad('Authentication cancelled');
  return input.text;
}
