import type { Session } from './session.ts';

/** `CAPABILITY …` as it stands now: STARTTLS goes once the connection is secure. */
export function capabilityLine(session: Session): string {
  const offered = [...session.server.capabilities].filter(
    (name) => name !== 'STARTTLS' || (session.offers('STARTTLS') && !session.connection.secure),
  );
  const usable = session.mustSecureFirst
    ? [...offered.filter((name) => !name.startsWith('AUTH=')), 'LOGINDISABLED']
    : offered;
  return ['CAPABILITY IMAP4rev1', ...usable].join(' ');
}
