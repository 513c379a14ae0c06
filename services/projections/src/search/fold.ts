import { MessageObserved, MessageRestored, RawDeleted, ThreadDeleted } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { type Document, documentOf, withText } from './document.ts';
import { addTerms, seedOf, TermSet } from './terms.ts';
import { type AccountRow, SEGMENT, type WorkingSet } from './working-set.ts';

const terms = new TermSet();

/** Folds one event; events of one account come in order. What was withdrawn may come back, and is not found while the mailbox does not show it. */
export const fold = (set: WorkingSet, event: StoredEvent, texts: ReadonlyMap<string, Buffer>): void => {
  const account = set.accounts.get(event.meta.accountId ?? '');
  if (account === undefined) return;
  if (MessageObserved.is(event)) {
    const { text } = event.data;
    const document = documentOf(account.account, account.documents, event.data, texts.get(text ?? ''));
    account.documents += 1;
    set.documents.set(document.message, document);
    account.open.push(document);
    if (account.documents % SEGMENT === 0) closeSegment(set, account);
  }
  // Its words are kept no longer than its bytes (SCO-2).
  if (RawDeleted.is(event)) change(set, account, event.data.messageId, (one) => withText(one, undefined));
  if (MessageRestored.is(event) && event.data.content !== undefined) {
    const text = texts.get(event.data.content.text ?? '');
    change(set, account, event.data.messageId, (one) => withText(one, text));
  }
  if (ThreadDeleted.is(event)) for (const id of event.data.messageIds) remove(set, account, id);
};

const find = (set: WorkingSet, message: string): Document | undefined =>
  set.gone.has(message)
    ? undefined
    : (set.documents.get(message) ?? set.changed.get(message) ?? set.stored.get(message));

const change = (set: WorkingSet, account: AccountRow, message: string, to: (document: Document) => Document): void => {
  const before = find(set, message);
  if (before === undefined) return;
  const after = to(before);
  (set.documents.has(message) ? set.documents : set.changed).set(message, after);
  touch(set, account, before);
  account.open = account.open.map((one) => (one.message === message ? after : one));
};

/** The terms of a segment are those of the documents that are in it. */
const touch = (set: WorkingSet, { account, documents }: AccountRow, { seq }: Document): void => {
  const segment = Math.floor(seq / SEGMENT);
  if (segment >= Math.floor(documents / SEGMENT)) return;
  set.stale.set(account, (set.stale.get(account) ?? new Set()).add(segment));
};

const closeSegment = (set: WorkingSet, account: AccountRow): void => {
  const seed = seedOf(account.tenant);
  for (const { body, blind } of account.open) {
    addTerms(terms, body, seed);
    addTerms(terms, blind, seed);
  }
  account.open = [];
  const segment = account.documents / SEGMENT - 1;
  set.segments.push({ account: account.account, segment, terms: terms.take() });
};

const remove = (set: WorkingSet, account: AccountRow, message: string): void => {
  const document = find(set, message);
  if (document !== undefined) touch(set, account, document);
  account.open = account.open.filter((one) => one.message !== message);
  set.changed.delete(message);
  if (!set.documents.delete(message)) set.gone.set(message, account.account);
};
