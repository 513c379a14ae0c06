import type { HeaderFields, MailAddress } from '@mailfold/mail';
import { messageIds, normaliseMessageId, parseMailDate } from '@mailfold/mail';
import { parseAddressList } from './address-list.ts';
import type { HeaderBlock } from './header-block.ts';
import { headerText, unfoldedText } from './header-text.ts';

/** Everything that the header says, unbounded: identity is judged by it. */
export function readHeaderFields(block: HeaderBlock, problems: Set<string>): HeaderFields {
  const raw = (name: string): string | undefined => block.fields.get(name)?.[0];
  const text = (name: string): string => unfoldedText(raw(name) ?? '', problems);
  const addresses = (name: string): readonly MailAddress[] =>
    (block.fields.get(name) ?? []).flatMap((value) => parseAddressList(unfoldedText(value, problems), problems));
  const ids = (name: string): readonly string[] => messageIds((block.fields.get(name) ?? []).map(unfolded).join(' '));
  return {
    ...present('messageId', normaliseMessageId(text('message-id'))),
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    from: firstOf(block, 'from', problems),
    ...present('sender', firstOf(block, 'sender', problems)[0]),
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    subject: headerText(raw('subject') ?? '', problems),
    ...present('date', parseMailDate(text('date'))),
    ...present('listId', listId(headerText(raw('list-id') ?? '', problems))),
    ...present('autoSubmitted', keyword(text('auto-submitted'))),
  };
}

const present = <K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]?: V });

const unfolded = (value: string): string => value.replaceAll(/\r?\n/g, ' ');

/** Of a header that must stand once, the first counts: that is what mail programs show. */
function firstOf(block: HeaderBlock, name: string, problems: Set<string>): readonly MailAddress[] {
  const value = block.fields.get(name)?.[0];
  return value === undefined ? [] : parseAddressList(unfoldedText(value, problems), problems);
}

/** RFC 2919 §3: what stands in the brackets. */
function listId(text: string): string | undefined {
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  const id = (open === -1 || close === -1 ? text : text.slice(open + 1, close)).trim();
  return id === '' ? undefined : id.slice(0, 255);
}

/** RFC 3834 §5: parameters may follow. */
function keyword(text: string): string | undefined {
  const word = (text.split(/[;(\s]/, 1)[0] ?? '').toLowerCase();
  return word === '' ? undefined : word.slice(0, 40);
}
