import {
  FolderDiscovered,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageSkipped,
} from '@mailfold/contracts';
import type { PublicEvent } from '@mailfold/contracts/http';

/** What became of the mail at one place. */
export type Entry =
  | { readonly status: 'stored'; readonly messageId: string }
  | { readonly status: 'skipped' | 'quarantined'; readonly reason: string };

interface Location {
  readonly folderId: string;
  readonly epoch: number;
  readonly uid: number;
}

/** `<path> <UIDVALIDITY> <UID>`: where a mail lies, as any client names it. */
export const placeName = (folder: string, epoch: number, uid: number): string => `${folder} ${epoch} ${uid}`;

/** The ledger as anyone folds it from the published events: what became of each mail, by where it lies. */
export class FoldedLedger {
  readonly places = new Map<string, Entry>();
  /** Messages that were observed for the first time, each as often as that was said. */
  readonly observed: string[] = [];
  readonly #paths = new Map<string, string>();

  constructor(events: readonly PublicEvent[]) {
    for (const event of events) this.#fold(event);
  }

  #fold(event: PublicEvent): void {
    if (FolderDiscovered.is(event)) this.#paths.set(event.data.folderId, event.data.path);
    if (MessageObserved.is(event)) {
      this.observed.push(event.data.messageId);
      this.#store(event.data.location, event.data.messageId);
    }
    if (MessageReleased.is(event)) this.#store(event.data.location, event.data.messageId);
    if (MessageMoved.is(event)) {
      for (const place of event.data.removed) this.places.delete(this.#name(place));
      for (const place of event.data.added) this.#store(place, event.data.messageId);
    }
    if (MessageQuarantined.is(event)) {
      this.places.set(this.#name(event.data.location), { status: 'quarantined', reason: event.data.reason });
    }
    if (MessageSkipped.is(event)) {
      const { folderId, epoch, rule, uids } = event.data;
      for (const uid of uids.flatMap(([first, last]) => upTo(first, last))) {
        const name = this.#name({ folderId, epoch, uid });
        // A rule speaks of ranges: mail in between that is stored stays stored.
        if (!this.places.has(name)) this.places.set(name, { status: 'skipped', reason: rule });
      }
    }
  }

  #store(place: Location, messageId: string): void {
    this.places.set(this.#name(place), { status: 'stored', messageId });
  }

  #name({ folderId, epoch, uid }: Location): string {
    return placeName(this.#paths.get(folderId) ?? folderId, epoch, uid);
  }
}

const upTo = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
