import { dateField } from '../mime/date-field.ts';
import { momentAgo } from '../calendar/workday.ts';
import type { MailboxMail } from '../render/mailbox-mail.ts';

export interface OddMail {
  readonly ago: number;
  readonly time: string;
  readonly folder?: string;
  readonly flags?: readonly string[];
  /** The mail's lines; `{date}` is when it comes in, as a Date field has it. Latin-1: one byte a character. */
  readonly lines: readonly string[];
}

/** Mail that no honest program would write: its bytes stand in the source. */
export function oddMail(odd: OddMail, today: Date): MailboxMail {
  const at = momentAgo(today, odd.ago, odd.time, '+0000');
  const text = odd.lines.join('\r\n').replaceAll('{date}', dateField(at, '+0000'));
  return {
    folder: odd.folder ?? 'Archive',
    flags: odd.flags ?? ['\\Seen'],
    internalDate: at,
    raw: Buffer.from(text, 'latin1'),
  };
}
