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

const CHANNEL = 'mailfold_events';

/**
 * Somebody with the mailbox open. Two appends must follow an arrival before anything can be seen; from then on it is looked at again
 * and again until the message is its newest. (Looking all the time would take a core from what is measured.)
 */
export class Onlooker implements AsyncDisposable {
  readonly #rows: ReadStore;
  readonly #accountId: string;
  #appends = 0;
  #told: () => void = () => undefined;
  #listening: AsyncDisposable | undefined;

  private constructor(rows: ReadStore, accountId: string) {
    this.#rows = rows;
    this.#accountId = accountId;
  }

  static async open(rows: ReadStore, accountId: string): Promise<Onlooker> {
    const onlooker = new Onlooker(rows, accountId);
    onlooker.#listening = await rows.listen(CHANNEL, () => {
      onlooker.#appends += 1;
      onlooker.#told();
    });
    return onlooker;
  }

  /** To be called before the mail arrives. @returns what waits for it */
  expect(): (arrival: Arrival) => Promise<Passage> {
    const due = this.#appends + 2;
    return async (arrival) => {
      while (this.#appends < due) await new Promise<void>((resolve) => (this.#told = resolve));
      return seenInMailbox(this.#rows, this.#accountId, arrival);
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listening?.[Symbol.asyncDispose]();
  }
}

/** Also asks the log when the stages before were over. */
async function seenInMailbox(rows: ReadStore, accountId: string, { messageId }: Arrival): Promise<Passage> {
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
