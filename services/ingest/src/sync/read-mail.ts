import { sha256Hex } from '@mailfold/kernel';
import type { BlobStore } from '@mailfold/blob-store';
import type { FetchedMessage } from '@mailfold/mail-provider';
import type { MimeReader, ParsedMail, ReadMail } from '@mailfold/mail-mime';
import { identityKeys } from '../domain/identify.ts';
import type { MailboxRules } from '../domain/mailbox-rules.ts';
import type { Content, SeenMessage } from '../domain/observation.ts';
import type { LedgerReader } from './ledger-reader.ts';

export interface ReadingParts {
  readonly accountId: string;
  readonly rules: MailboxRules;
  readonly blobs: BlobStore;
  readonly ledger: LedgerReader;
}

interface Read {
  readonly mail: FetchedMessage;
  readonly read: ReadMail;
}

/**
 * Stores what was read, one durable write for the batch, and says where it lies. What is known already is not stored again:
 * the first bytes are kept (ING-1).
 */
export const storeMail = async (
  parts: ReadingParts,
  fetched: readonly FetchedMessage[],
  read: readonly ReadMail[],
): Promise<SeenMessage[]> => {
  const mails = fetched.flatMap((mail, nth): Read[] => {
    const one = read[nth];
    return one === undefined ? [] : [{ mail, read: one }];
  });
  const known = await knownAmong(parts, mails);
  const blobs: Uint8Array[] = [];
  const keep = (bytes: Uint8Array): number => blobs.push(bytes) - 1;
  const plans = mails.map((one) => plan(one, known.has(keyOf(parts.rules, one) ?? ''), keep));
  const refs = blobs.length === 0 ? [] : await parts.blobs.put(parts.accountId, blobs);
  return plans.map((finish) => finish((nth) => refs[nth] ?? ''));
};

const knownAmong = async (parts: ReadingParts, mails: readonly Read[]): Promise<ReadonlySet<string>> =>
  parts.ledger.known(mails.flatMap((one) => keyOf(parts.rules, one) ?? []));

const keyOf = (rules: MailboxRules, { mail, read }: Read): string | undefined =>
  read.status === 'parsed'
    ? identityKeys(rules, { ...read, attachments: [] } satisfies Content, mail.providerId).key
    : undefined;

type Finish = (ref: (nth: number) => string) => SeenMessage;

const plan = ({ mail, read }: Read, known: boolean, keep: (bytes: Uint8Array) => number): Finish => {
  const seen = seenOf(mail);
  if (known && read.status === 'parsed') return () => ({ ...seen, content: { ...bare(read), attachments: [] } });
  const raw = keep(mail.raw);
  if (read.status === 'rejected') return (ref) => ({ ...seen, raw: ref(raw), content: read });
  const text = read.searchText === '' ? undefined : keep(Buffer.from(read.searchText));
  const html = read.html === undefined ? undefined : keep(Buffer.from(read.html));
  const files = read.attachments.map(({ content, ...about }) => ({ about, nth: keep(content) }));
  return (ref) => ({
    ...seen,
    raw: ref(raw),
    content: {
      ...bare(read),
      ...(text === undefined ? {} : { text: ref(text), textDigest: digestOf(read.searchText) }),
      ...(html === undefined ? {} : { html: ref(html) }),
      attachments: files.map(({ about, nth }) => ({ ...about, blob: ref(nth) })),
    },
  });
};

const digestOf = (text: string): string => sha256Hex(text.replaceAll(/\s+/g, ''));

const bare = ({ headers, identityHash }: ParsedMail) => ({ status: 'parsed' as const, headers, identityHash });

export const seenOf = (mail: Omit<FetchedMessage, 'raw'>): Omit<SeenMessage, 'content'> => ({
  uid: mail.uid,
  receivedAt: mail.receivedAt.toISOString(),
  flags: mail.flags,
  size: mail.size,
  ...(mail.providerId === undefined ? {} : { providerId: mail.providerId }),
  ...(mail.providerThreadId === undefined ? {} : { providerThreadId: mail.providerThreadId }),
});
