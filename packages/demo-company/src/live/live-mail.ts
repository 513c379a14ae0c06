import { OWNER } from '../records.ts';
import type { MailboxMail } from '../render/mailbox-mail.ts';
import { rawMail, receivedField, type Extras } from '../render/raw-mail.ts';
import { personNamed } from '../everyone.ts';
import { startOfDay } from '../calendar/workday.ts';
import { alarm } from './alarm.ts';
import { inquiry } from './inquiry.ts';
import { nextReply } from './next-reply.ts';
import type { Written } from '../render/written.ts';

/** A mail that arrives while one looks. */
export interface LiveMail extends MailboxMail {
  readonly messageId: string;
  readonly subject: string;
}

// A reply, an alarm, another reply, a stranger: what a morning looks like.
function written(n: number, now: Date, seededAt: Date): Written {
  const round = Math.floor(n / 4);
  const setting = { today: startOfDay(seededAt), owner: OWNER, people: personNamed };
  switch (n % 4) {
    case 1:
      return alarm(round, now);
    case 3:
      return inquiry(round, now);
    default:
      return nextReply(round * 2 + (n % 4) / 2, now, setting);
  }
}

/**
 * The n-th mail (from 0) to come in after the mailbox was made: the same for the same three arguments, without end.
 *
 * @param seededAt a moment of the day for which the mailbox was rendered; replies quote its mails
 */
export function liveMail(n: number, now: Date, seededAt: Date = now): LiveMail {
  const mail = written(n, new Date(Math.floor(now.getTime() / 1000) * 1000), seededAt);
  const machine: Extras['fields'] = mail.from.key === 'alerts' ? [['Auto-Submitted', 'auto-generated']] : [];
  const raw = rawMail(mail, { files: [], fields: machine, received: receivedField(mail, mail.date) });
  return {
    folder: 'INBOX',
    flags: [],
    internalDate: mail.date,
    raw,
    messageId: `<${mail.id}>`,
    subject: mail.subject,
  };
}
