import { bad, no } from '../protocol/command-refused.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';
import { logIn } from './login.ts';

/** AUTHENTICATE PLAIN (RFC 4616), with or without the initial response of SASL-IR (RFC 4959). */
export const authenticate: Verb = {
  needs: 'no-login',
  extension: 'AUTH=PLAIN',
  async run({ session, args }) {
    if (args.word() !== 'PLAIN') throw no('Unknown mechanism');
    if (session.mustSecureFirst) throw no('Use STARTTLS first', 'PRIVACYREQUIRED');
    const answer = args.done ? await challenge(session) : initialResponse(session, args.string());
    const [, name, password] = Buffer.from(answer, 'base64').toString('latin1').split('\0');
    if (name === undefined || password === undefined) throw bad('Not a PLAIN response');
    return logIn(session, name, password);
  },
};

function initialResponse(session: Session, text: string): string {
  if (!session.offers('SASL-IR')) throw bad('Initial responses are not supported');
  return text;
}

async function challenge(session: Session): Promise<string> {
  session.connection.write('+ \r\n');
  await session.connection.flush();
  const input = await session.connection.next();
  if (input === undefined || input.text === '*') throw bad('Authentication cancelled');
  return input.text;
}
