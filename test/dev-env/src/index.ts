export { until, type UntilOptions } from './conditions.ts';
export { corpora, type Corpora } from './corpora.ts';
export { freePort } from './free-port.ts';
export { describeWith, type Missing, type Need } from './not-run.ts';
export { freshDatabase, type FreshDatabase } from './postgres/fresh-database.ts';
export { Dovecot, type DovecotUser } from './dovecot/dovecot.ts';
export { findDovecot, startDovecot, type DovecotStarter } from './dovecot/find-dovecot.ts';
export type { MaildirFlag, MaildirMessage } from './dovecot/maildir.ts';
export type { DovecotVariant } from './dovecot/variant.ts';
