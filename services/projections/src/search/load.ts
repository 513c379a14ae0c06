import type { BlobStore } from '@mailfold/blob-store';
import { MessageObserved, MessageRestored, RawDeleted, ThreadDeleted } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { isMailfoldError } from '@mailfold/kernel';
import type { Sql } from '@mailfold/read-store';
import type { Document } from './document.ts';
import { type AccountRow, SEGMENT, type WorkingSet } from './working-set.ts';

/** Accounts of a batch, and of those whose open segment it completes the documents in it. */
export const load = async (sql: Sql, events: readonly StoredEvent[]): Promise<WorkingSet> => {
  const accounts = new Map<string, AccountRow>();
  const added = new Map<string, number>();
  for (const { type, meta } of events) {
    const { accountId, tenantId: tenant } = meta;
    if (accountId === undefined) continue;
    accounts.set(accountId, { account: accountId, tenant, documents: 0, open: [] });
    if (type === MessageObserved.type) added.set(accountId, (added.get(accountId) ?? 0) + 1);
  }
  const rows = await sql.query<{ account: string; documents: number }>(
    'select account, documents from account where account = any($1::uuid[])',
    [[...accounts.keys()]],
  );
  for (const { account, documents } of rows) Object.assign(accounts.get(account) ?? {}, { documents });
  const completed = [...accounts.values()].filter(
    ({ account, documents }) => (documents % SEGMENT) + (added.get(account) ?? 0) >= SEGMENT,
  );
  await loadOpen(sql, accounts, completed);
  const stored = await loadNamed(sql, [...accounts.keys()], events);
  return {
    accounts,
    documents: new Map(),
    stored,
    changed: new Map(),
    segments: [],
    stale: new Map(),
    gone: new Map(),
  };
};

/** Documents of messages that lose their text, get it back, or go. */
const loadNamed = async (
  sql: Sql,
  accounts: readonly string[],
  events: readonly StoredEvent[],
): Promise<ReadonlyMap<string, Document>> => {
  const named = events.flatMap((event) => {
    if (ThreadDeleted.is(event)) return event.data.messageIds;
    if (RawDeleted.is(event)) return [event.data.messageId];
    return MessageRestored.is(event) && event.data.content !== undefined ? [event.data.messageId] : [];
  });
  if (named.length === 0) return new Map();
  const rows = await sql.query<Document>(
    `select account, message, seq, received_at as "receivedAt", preview, body, blind from document
      where account = any($1::uuid[]) and message = any($2::uuid[])`,
    [accounts, named],
  );
  return new Map(rows.map((row) => [row.message, row]));
};

const loadOpen = async (
  sql: Sql,
  accounts: WorkingSet['accounts'],
  completed: readonly AccountRow[],
): Promise<void> => {
  const begun = completed.filter(({ documents }) => documents % SEGMENT > 0);
  if (begun.length === 0) return;
  const rows = await sql.query<{ account: string; message: string; body: string; blind: string }>(
    `select d.account, d.message, d.body, d.blind from unnest($1::uuid[], $2::integer[]) as o (account, first)
       join document d on d.account = o.account and d.seq >= o.first order by d.account, d.seq`,
    [begun.map((one) => one.account), begun.map(({ documents }) => documents - (documents % SEGMENT))],
  );
  for (const { account, ...row } of rows) accounts.get(account)?.open.push(row);
};

/** Texts of a batch's messages, by reference. A text that is lost or damaged cannot be found, and stops nothing. */
export const loadTexts = async (blobs: BlobStore, refs: readonly string[]): Promise<ReadonlyMap<string, Buffer>> => {
  try {
    const texts = await blobs.getMany(refs);
    return new Map(texts.map((text, nth) => [refs[nth] ?? '', text]));
  } catch (error) {
    if (!isLost(error)) throw error;
    if (refs.length < 2) return new Map();
    const middle = refs.length >> 1;
    const halves = [await loadTexts(blobs, refs.slice(0, middle)), await loadTexts(blobs, refs.slice(middle))];
    return new Map(halves.flatMap((half) => [...half]));
  }
};

const isLost = (error: unknown): boolean =>
  isMailfoldError(error, 'blob-store/not-found') || isMailfoldError(error, 'blob-store/damaged');
