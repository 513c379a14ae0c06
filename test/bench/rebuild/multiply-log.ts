import type { EventStore, NewEvent, StoredEvent } from '@mailfold/event-store';
import { idsOfAll, inOtherAccount } from './other-account.ts';

const PAGE = 5_000;

/** Appends what happened in the one account of the log as what happened in others, until the log is this long. @returns its length */
export async function multiplyLog(events: EventStore, wanted: number): Promise<number> {
  const all = await wholeLog(events);
  const ofAll = idsOfAll(all);
  const ofAccount = all.filter((event) => event.meta.accountId !== undefined);
  const first = ofAccount[0]?.position ?? 0;
  let length = all.length;
  for (let copy = 1; length < wanted; copy += 1) {
    const shift = (await events.head()) + 1 - first;
    const copied = ofAccount.map((event) => inOtherAccount(event, copy, ofAll, shift));
    await appendInRuns(events, copied);
    length += copied.length;
  }
  return length;
}

async function wholeLog(events: EventStore): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const page = await events.readAll({ after: all.at(-1)?.position ?? 0, max: PAGE });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

/** As they were: some events of one stream, then some of the next. */
async function appendInRuns(
  events: EventStore,
  copied: readonly (NewEvent & { readonly stream: string })[],
): Promise<void> {
  let run: (NewEvent & { readonly stream: string })[] = [];
  const flush = async (): Promise<void> => {
    const stream = run[0]?.stream;
    if (stream !== undefined) {
      await events.append({
        stream,
        expected: 'any',
        events: run.map(({ id, type, data, meta }) => ({ id, type, data, meta })),
      });
    }
    run = [];
  };
  for (const event of copied) {
    if (run[0]?.stream !== event.stream || run.length >= 1_000) await flush();
    run.push(event);
  }
  await flush();
}
