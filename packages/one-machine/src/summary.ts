import type { ApiClient } from '@mailfold/client';
import type { ReadStore } from '@mailfold/read-store';

export interface Summary {
  /** Stored and there, drafts included. */
  readonly messages: number;
  readonly threads: number;
  /** Linked to a contact or a deal. */
  readonly linkedThreads: number;
  /** Threads for which a person may choose among deals. */
  readonly suggestions: number;
  readonly shared: number;
  readonly events: number;
  readonly seconds: number;
}

const COUNTS = `
  select
    (select count(*) from threads.message where not gone)::int as messages,
    (select count(*) from threads.thread where root = thread and messages > 0)::int as threads,
    (select count(*) from threads.thread t where root = thread and messages > 0
       and exists (select 1 from threads.link l where l.account = t.account and l.thread = t.thread))::int as "linkedThreads",
    (select count(*) from threads.thread where root = thread and messages > 0 and cardinality(suggested) > 0)::int as suggestions,
    (select count(*) from threads.thread where root = thread and messages > 0 and shared)::int as shared`;

/** What is there now, over all accounts of this data directory. */
export const summarise = async (rows: ReadStore, client: ApiClient, seconds: number): Promise<Summary> => {
  const [counts] = await rows.query<Omit<Summary, 'events' | 'seconds'>>(COUNTS);
  if (counts === undefined) throw new Error('counting gave no row');
  const { total: events } = await client.events.counts();
  return { ...counts, events, seconds: Math.round(seconds * 10) / 10 };
};

export const summaryLines = (summary: Summary): readonly string[] => [
  `${summary.messages} messages in ${summary.threads} threads, from ${summary.events} events in ${summary.seconds} s`,
  `${summary.linkedThreads} threads are linked, for ${summary.suggestions} a deal is suggested, ${summary.shared} are shared`,
];
