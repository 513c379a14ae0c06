import { isMailfoldError } from '@mailfold/kernel';
import type { EventStore } from '../event-store.ts';
import type { StoredEvent } from '../events.ts';
import type { EventStoreFixture } from './fixture.ts';
import { Following, idsOf } from './following.ts';
import { batchOf, sampleStream } from './samples.ts';

const WRITERS = 4;
const APPENDS_EACH = 25;

export function concurrencyFacts(fixture: () => EventStoreFixture): void {
  describe('several writers', () => {
    it('at one expected revision: one wins, the others get a conflict, no gap (E2)', async () => {
      await using other = await fixture().another();
      const stream = sampleStream();
      for (let expected = -1; expected < 10; expected += 1) {
        const attempts = [fixture().store, other, fixture().store].map((store) =>
          store.append({ stream, expected, events: batchOf(1) }),
        );
        const outcomes = await Promise.allSettled(attempts);
        const losers = outcomes.filter((outcome) => outcome.status === 'rejected');
        expect(losers.map((loser) => isMailfoldError(loser.reason, 'event-store/conflict'))).toEqual([true, true]);
      }
      const revisions = (await other.readStream(stream)).map((event) => event.revision);
      expect(revisions).toEqual(Array.from({ length: 11 }, (_, index) => index));
    });

    it('never make a reader step over what commits late (E4)', async () => {
      const start = await fixture().store.head();
      await using other = await fixture().another();
      const written = Promise.all(
        Array.from({ length: WRITERS }, (_, index) => write(index % 2 === 0 ? fixture().store : other)),
      );
      const [ids, read] = await Promise.all([written, readWhile(other, start, written)]);
      expect(new Set(idsOf(read))).toEqual(new Set(ids.flat()));
      expect(idsOf(read)).toEqual(idsOf(await all(other, start)));
    });

    it('are seen by a subscriber once each, in the order of positions (E4)', async () => {
      const start = await fixture().store.head();
      await using other = await fixture().another();
      await using feed = new Following(other, start);
      const writing = Array.from({ length: WRITERS }, (_, index) => write(index % 2 === 0 ? fixture().store : other));
      const seen = await feed.take(WRITERS * APPENDS_EACH * 3);
      await Promise.all(writing);
      expect(idsOf(seen)).toEqual(idsOf(await all(other, start)));
    });
  });
}

/** Appends one after the other to a stream of its own. */
async function write(store: EventStore): Promise<string[]> {
  const stream = sampleStream();
  const ids: string[] = [];
  for (let count = 0; count < APPENDS_EACH; count += 1) {
    const events = batchOf(3);
    await store.append({ stream, expected: ids.length - 1, events });
    ids.push(...idsOf(events));
  }
  return ids;
}

/** Reads on from the last position seen, again and again, until the writers are done and nothing is left. */
async function readWhile(store: EventStore, start: number, written: Promise<unknown>): Promise<StoredEvent[]> {
  const read: StoredEvent[] = [];
  let done = false;
  void written.then(() => (done = true));
  for (let last = false; ; last = done) {
    const page = await store.readAll({ after: read.at(-1)?.position ?? start });
    read.push(...page);
    if (last && page.length === 0) return read;
  }
}

const all = (store: EventStore, start: number): Promise<StoredEvent[]> => store.readAll({ after: start, max: 10_000 });
