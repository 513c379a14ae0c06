import { pause } from '@mailfold/kernel';
import type { EventStore } from '@mailfold/event-store';
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
  /** Told of each step. */
  readonly finished: () => void;
  readonly onRejected: OnRejected;
}

const READ_AGAIN_MS = 500;

/** Brings a group from the event store what the reading does not: Kafka has deleted it, or it was let go of. */
export class CatchUp {
  readonly #parts: CatchUpParts;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  get isPossible(): boolean {
    return this.#parts.events !== undefined;
  }

  /** Whether there is a store to read. @throws `message-bus/history-gone` else; it is told, too */
  expectPossible({ id, finished }: Pick<Partition, 'id' | 'finished'>): void {
    if (this.isPossible) return;
    const { topic, group, onRejected } = this.#parts;
    const thrown = historyGone(topic, group, id, finished);
    onRejected({ group, attempt: 1, thrown });
    throw thrown;
  }

  /** In hand. Resolves when nothing is missing any more, or when the signal aborted before. */
  async bring(behind: readonly Partition[], partitions: number, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        if (!(await this.#bring(behind, partitions, signal))) return;
        // Meanwhile more may have come that was not kept.
        const isWhole = behind.map((partition) => partition.isWholeAgain());
        this.#parts.finished();
        if (isWhole.every(Boolean)) return;
      } catch (thrown) {
        this.#parts.onRejected({ group: this.#parts.group, attempt, thrown });
        await pause(READ_AGAIN_MS, signal);
      }
    }
  }

  /** Whether all of it was taken, up to the store's head of now. */
  async #bring(behind: readonly Partition[], partitions: number, signal: AbortSignal): Promise<boolean> {
    const { events: store, maxBatch, member, finished } = this.#parts;
    if (store === undefined) return false;
    for await (const { events, position } of missedEvents(store, behind, partitions, maxBatch)) {
      if (events.length > 0 && !(await member.deliver(events, signal))) return false;
      for (const partition of behind) partition.finishUpTo(position);
      finished();
      if (signal.aborted) return false;
    }
    return true;
  }
}
