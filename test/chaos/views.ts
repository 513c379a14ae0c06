import type { ReadStore } from '@mailfold/read-store';

/** Rows of every view as two runs over the same mail must have them. Left out: our own ids, positions, and times of recording. */
export interface Views {
  /** By address: what is known of each mail. */
  readonly messages: Rows;
  /** Threads are named by their mails. */
  readonly threads: Rows;
  readonly links: Rows;
  readonly accounts: Rows;
  readonly folders: Rows;
  readonly documents: Rows;
  readonly records: Rows;
}

type Rows = readonly string[];

const QUERIES: Readonly<Record<keyof Views, string>> = {
  messages: `
    select a.addresses[1] as account, m.internet_message_id as name, m.direction, m.received_at, m.sent_at, m.subject,
           m.from_, m.to_, m.cc, m.bcc, m.size, m.attachments, m.attached, m.flags, m.hidden,
           (select array_agg(f.path order by f.path) from threads.folder f where f.account = m.account and f.folder = any(m.folders)) as folders
      from threads.message m join threads.account a using (account) where not m.gone`,
  threads: `
    select a.addresses[1] as account,
           (select array_agg(m.internet_message_id order by m.internet_message_id)
              from threads.message m where m.account = t.account and m.root = t.thread) as name,
           t.shared, t.archived, t.newest_at, t.oldest_at, t.messages, t.unread, t.attached, t.sent, t.inbox, t.filed,
           (select array_agg(f.path || ' ' || c.count order by f.path)
              from unnest(t.folders, t.folder_counts) as c(folder, count) join threads.folder f on f.account = t.account and f.folder = c.folder) as folders,
           (select array_agg(r.external_id order by r.external_id) from records.record r where r.id = any(t.suggested)) as suggested
      from threads.thread t join threads.account a using (account) where t.root = t.thread and t.messages > 0`,
  links: `
    select distinct a.addresses[1] as account,
           (select array_agg(m.internet_message_id order by m.internet_message_id)
              from threads.message m where m.account = t.account and m.root = t.root) as name,
           l.kind, r.external_id
      from threads.link l join threads.thread t using (account, thread) join threads.account a using (account)
      left join records.record r on r.id = l.record`,
  accounts: `select address as account, aliases, provider, settings, scope, connection, rejected, unreachable, messages from accounts.account`,
  folders: `
    select a.address as account, f.path, f.role, f.gone, f.parked, f.backfilled, f.missing
      from accounts.folder f join accounts.account a using (account)`,
  documents: `
    select a.addresses[1] as account, m.internet_message_id as name, d.received_at, d.preview, d.body, d.blind
      from search.document d join threads.message m using (account, message) join threads.account a using (account) where not m.gone`,
  records: `
    select r.kind, r.external_id, r.name, r.state, r.opened_at, r.everyone, r.groups,
           (select array_agg(u.external_id order by u.external_id) from records.usr u where u.id = any(r.users)) as users
      from records.record r
    union all
    select 'user', u.external_id, u.name, null, null, null, u.groups, null from records.usr u`,
};

/** As they are now; each row a line of JSON, in order. */
export const viewsOf = async (rows: ReadStore): Promise<Views> => {
  const read = async (name: keyof Views): Promise<Rows> => {
    const found = await rows.query(QUERIES[name]);
    return found.map((row) => JSON.stringify(row)).toSorted();
  };
  const [messages, threads, links, accounts, folders, documents, records] = await Promise.all([
    read('messages'),
    read('threads'),
    read('links'),
    read('accounts'),
    read('folders'),
    read('documents'),
    read('records'),
  ]);
  return { messages, threads, links, accounts, folders, documents, records };
};

/** What only one of them has, by view; nothing when they are identical. */
export const differences = (one: Views, other: Views): Readonly<Record<string, readonly string[]>> => {
  const names = Object.keys(QUERIES) as (keyof Views)[];
  const lacking = (from: Rows, sign: string, others: Rows): readonly string[] => {
    const there = new Set(others);
    return from.filter((row) => !there.has(row)).map((row) => `${sign} ${row}`);
  };
  return Object.fromEntries(
    names
      .map(
        (name) => [name, [...lacking(one[name], '+', other[name]), ...lacking(other[name], '-', one[name])]] as const,
      )
      .filter(([, rows]) => rows.length > 0),
  );
};
