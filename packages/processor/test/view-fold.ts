import { keyOf, type StoredEvent } from '@mailfold/event-store';
import type { ReadStore } from '@mailfold/read-store';
import { threadsView } from './example/threads-view.ts';

export interface AccountRows {
  readonly events: number;
  readonly threads: readonly { readonly thread: string; readonly messages: number }[];
}

/** What the example's view says of an account. */
export const rowsOf = async (rows: ReadStore, account: string): Promise<AccountRows> => {
  const [seen] = await rows.query<{ events: number }>('select events from example_threads.seen where account = $1', [
    account,
  ]);
  const threads = await rows.query<{ thread: string; messages: number }>(
    'select thread, messages from example_threads.thread where account = $1 order by thread collate "C"',
    [account],
  );
  return { events: seen?.events ?? 0, threads };
};

/** What it has to say: every event of the log counted once. */
export const expectedRows = (log: readonly StoredEvent[], account: string): AccountRows => {
  const mine = log.filter((event) => keyOf(event) === account && threadsView.handles.includes(event.type));
  const threads = new Map<string, number>();
  for (const { type, data } of mine) {
    if (type === 'threads.Merged.v1') continue;
    const { thread } = data as { thread: string };
    threads.set(thread, (threads.get(thread) ?? 0) + (type === 'threads.Attached.v1' ? 1 : 0));
  }
  const sorted = [...threads].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { events: mine.length, threads: sorted.map(([thread, messages]) => ({ thread, messages })) };
};
