import { fillDates } from '../calendar/fill-dates.ts';
import { momentAgo } from '../calendar/workday.ts';
import type { Person } from '../story/person.ts';
import type { Turn } from '../story/parse-conversation.ts';
import type { Attachments, Conversation } from '../story/story.ts';
import { clientNamed } from './client.ts';
import { digest, pick } from './digest.ts';
import type { MailboxMail } from './mailbox-mail.ts';
import { placeOf } from './place.ts';
import { rawMail, receivedField, type Extras } from './raw-mail.ts';
import { forwardSubject, replySubject } from './subject.ts';
import type { Written } from './written.ts';

export interface Setting {
  /** Midnight UTC of the day the mailbox is looked at. */
  readonly today: Date;
  readonly owner: string;
  readonly people: (key: string) => Person;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The mail that a turn answers: the one before it, one named by its place, or none. */
function parentOf(turn: Turn, earlier: readonly Written[]): Written | undefined {
  const { to } = turn.options;
  if (to === 'none') return undefined;
  return to === undefined ? earlier.at(-1) : earlier[Number(to) - 1];
}

function subjectOf(turn: Turn, from: Person, start: string, parent: Written | undefined): string {
  const client = clientNamed(from.client);
  const { as } = turn.options;
  if (parent === undefined) return start;
  if (as !== undefined) return as.replaceAll('_', ' ');
  return turn.options['forward'] === undefined
    ? replySubject(client, parent.subject)
    : forwardSubject(client, parent.subject);
}

function textOf(turn: Turn, from: Person, date: Date): string {
  const body = fillDates(turn.body, date);
  const signed = turn.options['unsigned'] === undefined && from.signature.length > 0;
  return signed ? `${body}\n\n${from.signature.join('\n')}` : body;
}

function write(turn: Turn, index: number, talk: Conversation, earlier: readonly Written[], setting: Setting): Written {
  const from = setting.people(turn.from);
  const parent = parentOf(turn, earlier);
  const second = pick(60, talk.key, index, 'second') * 1000;
  const date = new Date(momentAgo(setting.today, turn.ago, turn.time, from.offset).getTime() + second);
  const hash = digest(talk.key, index);
  return {
    id: clientNamed(from.client).id(hash, domainOf(from.address)),
    references: parent === undefined ? [] : [...parent.references, parent.id],
    date,
    from,
    to: turn.to.map(setting.people),
    cc: turn.cc.map(setting.people),
    subject: subjectOf(turn, from, talk.subject, parent),
    text: textOf(turn, from, date),
    ...(parent === undefined || turn.options['noquote'] !== undefined ? {} : { quoted: parent }),
    forwards: turn.options['forward'] !== undefined,
  };
}

function extrasOf(turn: Turn, mail: Written, attachments: Attachments, setting: Setting, arrived: Date): Extras {
  const keys = (turn.options['with'] ?? '').split(',').filter((key) => key !== '');
  const files = keys.map((key) => {
    const found = attachments[key];
    if (found === undefined) throw new Error(`no attachment named ${key}`);
    return [key, found] as const;
  });
  const bcc = turn.options['bcc'];
  return {
    files,
    ...(turn.options['plain'] === undefined ? {} : { html: false }),
    ...(bcc === undefined ? {} : { bcc: bcc.split(',').map(setting.people) }),
    ...(turn.from === setting.owner ? {} : { received: receivedField(mail, arrived) }),
  };
}

/** All mails of a conversation as they lie in the owner's mailbox, oldest first. */
export function renderConversation(
  talk: Conversation,
  attachments: Attachments,
  setting: Setting,
): readonly MailboxMail[] {
  const written: Written[] = [];
  return talk.turns.map((turn, index) => {
    const mail = write(turn, index, talk, written, setting);
    written.push(mail);
    const internalDate = new Date(mail.date.getTime() + (pick(35, mail.id) + 2) * 1000);
    const raw = rawMail(mail, extrasOf(turn, mail, attachments, setting, internalDate));
    return { ...placeOf(turn, index, talk, setting.owner), internalDate, raw };
  });
}
