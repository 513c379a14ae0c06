import { MailfoldError } from '@mailfold/kernel';
import type { Death } from './bounds.ts';

/** Codes of the reader itself: meaning, and what an operator does. Rejections of single messages are answers, not errors. */
export const MAIL_MIME_CODES = {
  'mail-mime/unavailable':
    'The child process that reads mail does not start. Check memory and process limits; reading is tried again.',
  'mail-mime/closed': 'The reader was closed while messages waited. They are read after the next start.',
} as const;

export const unavailable = (death: Death): MailfoldError =>
  new MailfoldError({
    code: 'mail-mime/unavailable',
    message: `Starting the child process that reads mail failed (${death.signal ?? `exit code ${death.exitCode}`}). ${MAIL_MIME_CODES['mail-mime/unavailable']}`,
    retry: 'backoff',
    details: { signal: death.signal, exitCode: death.exitCode },
  });

export const closed = (): MailfoldError =>
  new MailfoldError({
    code: 'mail-mime/closed',
    message: MAIL_MIME_CODES['mail-mime/closed'],
    retry: 'backoff',
  });
