import { setTimeout as pause } from 'node:timers/promises';
import type { ReadStore } from '@mailfold/read-store';
import type { Arrival } from './mail-source.ts';
import { nowMs } from './mail-source.ts';

/** When each stage was over, in milliseconds since 1970. */
export interface Passage {
  /** ingest.MessageObserved is being appended. */
  readonly observedAt: number;
  /** threading.MessageAttached is being appended. */
  readonly attachedAt: number;
  /** Somebody who reads the mailbox finds the message in its thread. */
  readonly visibleAt: number;
}

const PATIENCE_MS = 10_000;

// What the mailbox shows first.
const NEWEST = `
  select m.internet_message_id as id from threads.thread t
    join threads.message m on m.account = t.account and m.message = t.newest_message
   where t.account = $1 and t.root = t.thread and t.messages > 0
   order by t.newest_at desc, t.thread desc limit 1`;

const RECORDED = `
  select split_part(type, '.', 2) as fact, extract(epoch from recorded_at)::float8 * 1000 as at
    from event_store.event
   where stream in ('ingest-' || $1::text, 'threading-' || $1::text)
     and type in ('ingest.MessageObserved.v1', 'threading.MessageAttached.v1')
   order by position desc limit 2`;

/** Looks at the mailbox again and again until the message is its newest, then asks the log when the stages before were over. */
export async function seenInMailbox(rows: ReadStore, accountId: string, { messageId }: Arrival): Promise<Passage> {
  const end = nowMs() + PATIENCE_MS;
  for (;;) {
    const [newest] = await rows.query<{ id: string }>(NEWEST, [accountId]);
    const visibleAt = nowMs();
    if (newest?.id === messageId) return { ...(await recorded(rows, accountId)), visibleAt };
    if (visibleAt > end) throw new Error(`a mail was not visible after ${PATIENCE_MS} ms`);
    await pause(1);
  }
}

async function recorded(rows: ReadStore, accountId: string): Promise<Omit<Passage, 'visibleAt'>> {
  const found = await rows.query<{ fact: string; at: number }>(RECORDED, [accountId]);
  const at = (fact: string): number => found.find((one) => one.fact === fact)?.at ?? Number.NaN;
  return { observedAt: at('MessageObserved'), attachedAt: at('MessageAttached') };
}
