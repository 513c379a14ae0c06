import { no } from '../protocol/command-refused.ts';
import { capabilityLine } from '../session/capability-line.ts';
import type { Session } from '../session/session.ts';
import type { Completion, Verb } from '../session/verb.ts';
import type { MailboxStore } from '../store/mailbox-store.ts';

export const login: Verb = {
  needs: 'no-login',
  run({ session, args }) {
    if (session.mustSecureFirst) throw no('Use STARTTLS first', 'PRIVACYREQUIRED');
    const name = args.string();
    const password = args.string();
    args.end();
    return logIn(session, name, password);
  },
};

/** @throws CommandRefused NO [AUTHENTICATIONFAILED] (RFC 5530) */
export function logIn(session: Session, name: string, password: string): Completion {
  const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');
  const mailbox = session.server.logIn(utf8(name), utf8(password));
  if (mailbox === undefined) throw no('Wrong login or password', 'AUTHENTICATIONFAILED');
  return loggedIn(session, mailbox);
}

export function loggedIn(session: Session, mailbox: MailboxStore): Completion {
  session.logIn(mailbox);
  return { text: 'Logged in', code: capabilityLine(session) };
}
