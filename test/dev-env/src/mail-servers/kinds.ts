/** Mail servers beside Dovecot that suites can run against. CI has those that `.ci/run` fetches: there they must be found. */
export const MAIL_SERVERS = {
  mox: { name: 'mox 0.0.15', inCi: false },
  greenmail: { name: 'GreenMail 2.1', inCi: true },
  pymap: { name: 'pymap 0.36', inCi: true },
  cyrus: { name: 'Cyrus 3.6', inCi: true },
  james: { name: 'Apache James 3.8', inCi: false },
} as const;

export type MailServerKind = keyof typeof MAIL_SERVERS;
