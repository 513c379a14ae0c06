import { fillDates } from '../calendar/fill-dates.ts';
import { momentAgo } from '../calendar/workday.ts';
import type { Person } from '../story/person.ts';
import type { Turn } from '../story/parse-conversation.ts';
import type { Conversation } from '../story/story.ts';
import { clientNamed } from './client.ts';
import { digest, pick } from './digest.ts';
import type { Setting } from './setting.ts';
import { forwardSubject, replySubject } from './subject.ts';
import type { Written } from './written.ts';

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

/** The mails of a conversation, oldest first. Their ids do not depend on the day. */
export function writeConversation(talk: Conversation, setting: Setting): readonly Written[] {
  const written: Written[] = [];
  for (const [index, turn] of talk.turns.entries()) written.push(write(turn, index, talk, written, setting));
  return written;
}
