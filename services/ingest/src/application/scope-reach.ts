import { DealLinked, DealUnlinked, MessageAttached, ThreadsMerged } from '@mailfold/contracts';
import type { EventStore } from '@mailfold/event-store';
import { streamed } from './streamed.ts';

export interface Reach {
  readonly threads: number;
  readonly deals: number;
}

/**
 * In how many threads these messages are, and of how many deals. Read from the log, where threading and linking say so: a dry
 * run is rare, and rows for it would cost every mail.
 */
export const reachOf = async (
  events: Pick<EventStore, 'readStream'>,
  accountId: string,
  messageIds: ReadonlySet<string>,
): Promise<Reach> => {
  if (messageIds.size === 0) return { threads: 0, deals: 0 };
  const merged = new Map<string, string>();
  const touched = new Set<string>();
  const rootOf = (thread: string): string => {
    const into = merged.get(thread);
    return into === undefined ? thread : rootOf(into);
  };
  for await (const event of streamed(events, `threading-${accountId}`)) {
    if (MessageAttached.is(event) && messageIds.has(event.data.messageId)) touched.add(event.data.threadId);
    if (ThreadsMerged.is(event)) for (const one of event.data.absorbed) merged.set(one, event.data.survivor);
  }
  const threads = new Set([...touched].map(rootOf));
  const linked = new Map<string, Set<string>>();
  const dealsOf = (thread: string): Set<string> => {
    const root = rootOf(thread);
    const deals = linked.get(root) ?? new Set<string>();
    linked.set(root, deals);
    return deals;
  };
  for await (const event of streamed(events, `linking-${accountId}`)) {
    if (DealLinked.is(event)) dealsOf(event.data.threadId).add(event.data.dealId);
    if (DealUnlinked.is(event)) dealsOf(event.data.threadId).delete(event.data.dealId);
  }
  return { threads: threads.size, deals: new Set([...threads].flatMap((one) => [...dealsOf(one)])).size };
};
