import type { Dovecot, MaildirMessage } from '@mailfold/dev-env';
import { encodeMailboxName } from '../oracle/modified-utf7.ts';
import type { Corpus } from './corpus.ts';

const FIRST = Date.UTC(2024, 0, 1);
const HOUR_MS = 3_600_000;

/** What lies where, in a mailbox that has seen a few years: several folders, the same mail in more than one of them. */
const foldersOf = ({ usual, odd }: Corpus): ReadonlyMap<string, readonly Buffer[]> =>
  new Map([
    ['INBOX', [...usual.slice(0, 1_200), ...odd.slice(0, 40)]],
    ['Sent', usual.slice(1_150, 1_400)],
    ['Archive', [...usual.slice(1_000, 1_100), ...usual.slice(1_400, 1_700)]],
    ['Kunden/Zürich & Bern', [...usual.slice(1_700, 2_300), ...usual.slice(0, 25)]],
    ['商談', [...usual.slice(2_300), ...odd.slice(0, 90)]],
    ['Lists', [...odd.slice(90), ...usual.slice(2_200, 2_310), ...odd.slice(170)]],
    ['Trash', [...usual.slice(40, 60), ...unlike(usual.slice(0, 12))]],
    ['Junk', unlike(usual.slice(100, 115))],
  ]);

/** Mail that lies nowhere else: the same with another subject. */
const unlike = (mails: readonly Buffer[]): readonly Buffer[] =>
  mails.map((raw) => Buffer.from(raw.toString('latin1').replace(/^Subject:/im, 'Subject: other:'), 'latin1'));

/** Fills a user's mailbox with the whole corpus. @returns how many mails lie in it, copies too */
export const fillMailbox = async (dovecot: Dovecot, user: string, corpus: Corpus): Promise<number> => {
  let count = 0;
  for (const [folder, mails] of foldersOf(corpus)) {
    count += await dovecot.appendMaildir(user, encodeMailboxName(folder), mails.map(asMaildir));
  }
  return count;
};

const asMaildir = (raw: Buffer, nth: number): MaildirMessage => ({
  raw,
  internalDate: new Date(FIRST + nth * HOUR_MS),
  flags: nth % 3 === 0 ? [] : ['Seen'],
});
