import { momentAgo } from '../calendar/workday.ts';
import type { Turn } from '../story/parse-conversation.ts';
import type { Attachments, Conversation } from '../story/story.ts';
import { pick } from './digest.ts';
import { FIELD_SETS } from './field-sets.ts';
import type { MailboxMail } from './mailbox-mail.ts';
import { placeOf } from './place.ts';
import { rawMail, receivedField, type Extras } from './raw-mail.ts';
import type { Setting } from './setting.ts';
import { writeConversation } from './write-conversation.ts';
import type { Written } from './written.ts';

function extrasOf(turn: Turn, mail: Written, attachments: Attachments, setting: Setting, arrived: Date): Extras {
  const keys = (turn.options['with'] ?? '').split(',').filter((key) => key !== '');
  const files = keys.map((key) => {
    const found = attachments[key];
    if (found === undefined) throw new Error(`no attachment named ${key}`);
    return [key, found] as const;
  });
  const { bcc, fields } = turn.options;
  return {
    files,
    ...(fields === undefined ? {} : { fields: FIELD_SETS[fields] ?? [] }),
    ...(turn.options['anonymous'] === undefined ? {} : { anonymous: true }),
    ...(turn.options['plain'] === undefined ? {} : { html: false }),
    ...(bcc === undefined ? {} : { bcc: bcc.split(',').map(setting.people) }),
    ...(turn.from === setting.owner ? {} : { received: receivedField(mail, arrived) }),
  };
}

/** When the mail came into its folder: seconds after it was sent, or when it was put there by hand. */
function arrival(turn: Turn, mail: Written, setting: Setting): Date {
  const { uploaded } = turn.options;
  const came =
    uploaded === undefined ? mail.date : momentAgo(setting.today, Number(uploaded), turn.time, mail.from.offset);
  return new Date(came.getTime() + (pick(35, mail.id) + 2) * 1000);
}

/** All mails of a conversation as they lie in the owner's mailbox, oldest first. */
export function renderConversation(
  talk: Conversation,
  attachments: Attachments,
  setting: Setting,
): readonly MailboxMail[] {
  const written = writeConversation(talk, setting);
  return talk.turns.flatMap((turn, index) => {
    const mail = written[index];
    if (mail === undefined) return [];
    const internalDate = arrival(turn, mail, setting);
    const raw = rawMail(mail, extrasOf(turn, mail, attachments, setting, internalDate));
    return [{ ...placeOf(turn, index, talk, setting.owner), internalDate, raw }];
  });
}
