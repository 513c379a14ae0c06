import type { MailboxMail } from '../render/mailbox-mail.ts';
import type { Setting } from '../render/setting.ts';
import { bounce } from './bounce.ts';
import { broken } from './broken.ts';
import { crowd } from './crowd.ts';
import { duplicates } from './duplicates.ts';
import { hostile } from './hostile.ts';
import { oddMail } from './odd-mail.ts';
import { strangeDates } from './strange-dates.ts';

export const oddMails = ({ today }: Setting): readonly MailboxMail[] =>
  [...bounce, ...broken, ...duplicates, ...crowd, ...strangeDates, ...hostile].map((odd) => oddMail(odd, today));
