import type { Address, DataOf, MessageObserved } from '@mailfold/contracts';
import { cleanText } from '@mailfold/kernel';
import { previewOf } from '@mailfold/mail-mime';
import { foldText } from './fold-text.ts';

type Observed = DataOf<typeof MessageObserved>;

/** What search keeps of a message. */
export interface Document {
  readonly account: string;
  readonly message: string;
  /** Number within the account, in the log's order. */
  readonly seq: number;
  readonly receivedAt: string;
  readonly preview: string;
  readonly body: string;
  readonly blind: string;
}

/** Bytes of a text that are looked at. */
export const MOST_BYTES = 65_536;
/** Names and addresses of a message beyond these are not found. */
const MOST_PEOPLE = 500;

/** Lines of `body`. */
export const SECTIONS = ['subject', 'participants', 'content'] as const;
export type Section = (typeof SECTIONS)[number];

/** @param text the bytes of its plain text, where it has one */
export const documentOf = (account: string, seq: number, mail: Observed, text: Buffer | undefined): Document => {
  const { sender } = mail;
  const people = [...mail.from, ...(sender === undefined ? [] : [sender]), ...mail.replyTo, ...mail.to, ...mail.cc];
  return {
    account,
    message: mail.messageId,
    seq,
    receivedAt: mail.receivedAt,
    ...contentOf([foldText(mail.subject), foldPeople(people)], text),
    blind: foldPeople(mail.bcc),
  };
};

/** The same message with another text, or none. */
export const withText = (document: Document, text: Buffer | undefined): Document => ({
  ...document,
  ...contentOf(document.body.split('\n').slice(0, SECTIONS.indexOf('content')), text),
});

const contentOf = (head: readonly string[], text: Buffer | undefined): Pick<Document, 'preview' | 'body'> => {
  const content = text === undefined ? '' : text.toString('utf8', 0, MOST_BYTES);
  return { preview: cleanText(previewOf(content)), body: [...head, foldText(content)].join('\n') };
};

const foldPeople = (people: readonly Address[]): string => {
  const seen = new Set<string>();
  for (const { name, address } of people.slice(0, MOST_PEOPLE))
    seen.add(name === undefined ? address : `${name} ${address}`);
  return foldText([...seen].join(' . '));
};
