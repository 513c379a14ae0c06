import { pause } from '@mailfold/kernel';
import type { EventStore } from '@mailfold/event-store';
import type { Commits } from './commits.ts';
import { historyGone } from './errors.ts';
import type { Member, OnRejected } from './member.ts';
import { missedEvents } from './missed-events.ts';
import type { Partition } from './partition.ts';

export interface CatchUpParts {
  readonly events: EventStore | undefined;
  readonly topic: string;
  readonly group: string;
  readonly maxBatch: number;
  readonly member: Member;
  readonly commits: Commits;
  readonly onRejected: OnRejected;
}

const READ_AGAIN_MS = 500;

/** Brings a group what Kafka has deleted before it was read, from the event store. */
export class CatchUp {
  readonly #parts: CatchUpParts;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /** Whether there is a store to read. @throws `message-bus/history-gone` else; it is told, too */
  expectPossible({ id, finished }: Pick<Partition, 'id' | 'finished'>): void {
    const { events, topic, group, onRejected } = this.#parts;
    if (events !== undefined) return;
    const thrown = historyGone(topic, group, id, finished);
    onRejected({ group, attempt: 1, thrown });
    throw thrown;
  }

  /** In hand. Whether all of it was taken; not, when the signal aborted before it was. */
  async bring(behind: readonly Partition[], partitions: number, signal: AbortSignal): Promise<boolean> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        return await this.#bring(behind, partitions, signal);
      } catch (thrown) {
        this.#parts.onRejected({ group: this.#parts.group, attempt, thrown });
        await pause(READ_AGAIN_MS, signal);
      }
    }
    return false;
  }

  async #bring(behind: readonly Partition[], partitions: number, signal: AbortSignal): Promise<boolean> {
    const { events: store, maxBatch, member, commits } = this.#parts;
    if (store === undefined) return false;
    for await (const { events, position } of missedEvents(store, behind, partitions, maxBatch)) {
      if (events.length > 0 && !(await member.deliver(events, signal))) return false;
      for (const partition of behind) partition.finishUpTo(position);
      commits.soon();
      if (signal.aborted) return false;
    }
    return true;
  }
}
