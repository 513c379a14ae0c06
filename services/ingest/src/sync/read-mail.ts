import type { BlobStore } from '@mailfold/blob-store';
import type { FetchedMessage } from '@mailfold/mail-provider';
import type { ParsedMail, ReadMail } from '@mailfold/mail-mime';
import { entryRule, scopeRule } from '../domain/entry-rule.ts';
import { identityKeys } from '../domain/identify.ts';
import type { IdentityKeys } from '../domain/identity-keys.ts';
import type { MailboxRules } from '../domain/mailbox-rules.ts';
import type { SeenMessage } from '../domain/observation.ts';
import { isForContacts, othersIn } from '../domain/screening.ts';
import type { KnownFolder, LedgerReader } from './ledger-reader.ts';

export interface ReadingParts {
  readonly accountId: string;
  readonly rules: MailboxRules;
  readonly blobs: BlobStore;
  readonly ledger: LedgerReader;
}

type Rejected = Extract<ReadMail, { status: 'rejected' }>;

interface Read {
  readonly mail: FetchedMessage;
  readonly read: Rejected | (ParsedMail & { readonly identity: IdentityKeys });
}

/**
 * Stores what was read, one durable write for the batch, and says where it lies. What is known already is not stored again:
 * the first bytes are kept (ING-1); nor is what a rule keeps out (SCO-1, SCO-4).
 */
export const storeMail = async (
  parts: ReadingParts,
  folder: Pick<KnownFolder, 'watch'>,
  fetched: readonly FetchedMessage[],
  read: readonly ReadMail[],
): Promise<SeenMessage[]> => {
  const mails = fetched.flatMap((mail, nth): Read[] => {
    const one = read[nth];
    return one === undefined ? [] : [{ mail, read: identified(parts.rules, mail, one) }];
  });
  const known = await parts.ledger.known(
    mails.flatMap((one) => (one.read.status === 'parsed' ? [one.read.identity.key] : [])),
  );
  const contacts = await contactsIn(parts, mails);
  const blobs: Uint8Array[] = [];
  const keep = (bytes: Uint8Array): number => blobs.push(bytes) - 1;
  const isKeptOut = ({ mail, read: one }: Read): boolean => {
    if (one.status !== 'parsed') return false;
    const isHere = known.get(one.identity.key);
    if (isHere !== undefined) return isHere || scopeRule(parts.rules, folder, seenOf(mail)) !== undefined;
    return entryRule(parts.rules, folder, seenOf(mail), one.headers, contacts) !== undefined;
  };
  const plans = mails.map((one) => plan(one, isKeptOut(one), keep));
  const refs = blobs.length === 0 ? [] : await parts.blobs.put(parts.accountId, blobs);
  return plans.map((finish) => finish((nth) => refs[nth] ?? ''));
};

/** SCO-6. */
const contactsIn = async ({ ledger, rules }: ReadingParts, mails: readonly Read[]): Promise<ReadonlySet<string>> => {
  if (!isForContacts(rules)) return new Set();
  const all = mails.flatMap(({ read }) => (read.status === 'parsed' ? othersIn(rules, read.headers) : []));
  return new Set(await ledger.contactsAmong([...new Set(all)]));
};

const identified = (rules: MailboxRules, { providerId }: FetchedMessage, read: ReadMail): Read['read'] =>
  read.status === 'parsed' ? { ...read, identity: identityKeys(rules, read, providerId) } : read;

type Finish = (ref: (nth: number) => string) => SeenMessage;

const plan = ({ mail, read }: Read, isKeptOut: boolean, keep: (bytes: Uint8Array) => number): Finish => {
  const seen = seenOf(mail);
  if (read.status === 'rejected') {
    const raw = keep(mail.raw);
    return (ref) => ({ ...seen, raw: ref(raw), content: read });
  }
  const { headers, identity } = read;
  const bare = { status: 'parsed' as const, headers, identity };
  if (isKeptOut) return () => ({ ...seen, content: { ...bare, attachments: [] } });
  const raw = keep(mail.raw);
  const text = read.searchText === '' ? undefined : keep(Buffer.from(read.searchText));
  const html = read.html === undefined ? undefined : keep(Buffer.from(read.html));
  const files = read.attachments.map(({ content, ...about }) => ({ about, nth: keep(content) }));
  return (ref) => ({
    ...seen,
    raw: ref(raw),
    content: {
      ...bare,
      ...(text === undefined ? {} : { text: ref(text) }),
      ...(read.textDigest === undefined ? {} : { textDigest: read.textDigest }),
      ...(html === undefined ? {} : { html: ref(html) }),
      attachments: files.map(({ about, nth }) => ({ ...about, blob: ref(nth) })),
    },
  });
};

export const seenOf = (mail: Omit<FetchedMessage, 'raw'>): Omit<SeenMessage, 'content'> => ({
  uid: mail.uid,
  receivedAt: mail.receivedAt.toISOString(),
  flags: mail.flags,
  size: mail.size,
  ...(mail.providerId === undefined ? {} : { providerId: mail.providerId }),
  ...(mail.providerThreadId === undefined ? {} : { providerThreadId: mail.providerThreadId }),
});
