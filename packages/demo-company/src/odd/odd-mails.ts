import type { MailboxMail } from '../render/mailbox-mail.ts';
import type { Setting } from '../render/render-conversation.ts';

export const oddMails = (_setting: Setting): readonly MailboxMail[] => [];
