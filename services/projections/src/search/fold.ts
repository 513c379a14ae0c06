import { MessageObserved, ThreadDeleted } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { documentOf } from './document.ts';
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
  if (ThreadDeleted.is(event)) for (const id of event.data.messageIds) remove(set, account, id);
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
  account.open = account.open.filter((one) => one.message !== message);
  if (!set.documents.delete(message)) set.gone.set(message, account.account);
};
