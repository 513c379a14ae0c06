import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent, StoredEvent } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';
import type { Decider } from '@mailfold/processor';
import type { Migration } from '@mailfold/read-store';

export const COUNTING_MIGRATIONS: readonly Migration[] = [
  { name: 'counting/001-counted', sql: 'create table counted (account text primary key, count int not null)' },
];

/** Counts the mails of an account: whatever is decided twice, left out or decided on an old state shows in the numbers. */
export const counting: Decider<{ count: number }> = {
  name: 'counting.counts',
  context: 'counts',
  reactsTo: ['mail.Seen.v1'],
  load: async (sql, account) => {
    const [row] = await sql.query<{ count: number }>('select count from counted where account = $1', [account]);
    return { count: row?.count ?? 0 };
  },
  react: (state, { id }) => [{ type: 'counts.Counted.v1', subject: id, data: { nth: state.count + 1 } }],
  evolve: (state) => {
    state.count += 1;
  },
  decide: () => ({ facts: [], outcome: undefined }),
  save: async (sql, account, { count }) => {
    await sql.query('insert into counted values ($1, $2) on conflict (account) do update set count = excluded.count', [
      account,
      count,
    ]);
  },
};

/** Appends mails of a new account, one append each, and gives them as a bus would. */
export async function mailsOf(store: EventStore, count: number): Promise<{ account: string; mails: StoredEvent[] }> {
  const account = randomUUID();
  const stream = `mail-${account}`;
  for (let at = -1; at < count - 1; at += 1) await store.append({ stream, expected: at, events: [mailOf(account)] });
  return { account, mails: await store.readStream(stream) };
}

function mailOf(account: string): NewEvent {
  const id = randomUUID();
  const occurredAt = '2026-11-26T09:00:00.000Z';
  const meta = { tenantId: account, accountId: account, occurredAt, causationId: id, correlationId: id } as const;
  return { id, type: 'mail.Seen.v1', data: {}, meta: { ...meta, origin: 'live' } };
}

/** The store seen by a process that dies as soon as its append is done: nothing that it does afterwards gets through. */
export const dyingAfterAppend = (store: EventStore): EventStore => ({
  capabilities: store.capabilities,
  append: async (append) => {
    await store.append(append);
    throw new MailfoldError({ code: 'test/killed', message: 'killed', retry: 'backoff' });
  },
  appendMany: (appends) => store.appendMany(appends),
  readStream: (stream, options) => store.readStream(stream, options),
  readAll: (options) => store.readAll(options),
  head: () => store.head(),
  subscribeAll: (options) => store.subscribeAll(options),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});
