import {
  FolderDiscovered,
  FolderRenamed,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageSkipped,
  SkipsLifted,
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
  readonly places: ReadonlyMap<string, Entry>;
  /** Messages that were observed for the first time, each as often as that was said. */
  readonly observed: string[] = [];
  /** By the folder's id: its path may change. */
  readonly #entries = new Map<string, { readonly at: Location; readonly entry: Entry }>();
  readonly #paths = new Map<string, string>();

  constructor(events: readonly PublicEvent[]) {
    for (const event of events) this.#fold(event);
    const named = [...this.#entries.values()].map(({ at, entry }) => [this.#name(at), entry] as const);
    this.places = new Map(named);
  }

  #fold(event: PublicEvent): void {
    if (FolderDiscovered.is(event)) this.#paths.set(event.data.folderId, event.data.path);
    if (FolderRenamed.is(event)) this.#paths.set(event.data.folderId, event.data.path);
    if (MessageObserved.is(event)) {
      this.observed.push(event.data.messageId);
      this.#store(event.data.location, event.data.messageId);
    }
    if (MessageReleased.is(event)) this.#store(event.data.location, event.data.messageId);
    if (MessageMoved.is(event)) {
      for (const place of event.data.removed) this.#entries.delete(keyOf(place));
      for (const place of event.data.added) this.#store(place, event.data.messageId);
    }
    if (MessageQuarantined.is(event))
      this.#set(event.data.location, { status: 'quarantined', reason: event.data.reason });
    if (MessageSkipped.is(event)) {
      const { folderId, epoch, rule, uids } = event.data;
      for (const uid of uids.flatMap(([first, last]) => upTo(first, last))) {
        const at = { folderId, epoch, uid };
        // A rule speaks of ranges: mail in between that is stored stays stored.
        if (!this.#entries.has(keyOf(at))) this.#set(at, { status: 'skipped', reason: rule });
      }
    }
    if (SkipsLifted.is(event)) this.#lift(event.data);
  }

  #lift({ folderId, epoch, rules }: { folderId: string; epoch: number; rules: readonly string[] }): void {
    for (const [key, { at, entry }] of this.#entries) {
      const isOpen = at.folderId === folderId && at.epoch === epoch && entry.status === 'skipped';
      if (isOpen && rules.includes(entry.reason)) this.#entries.delete(key);
    }
  }

  #store(place: Location, messageId: string): void {
    this.#set(place, { status: 'stored', messageId });
  }

  #set(at: Location, entry: Entry): void {
    this.#entries.set(keyOf(at), { at, entry });
  }

  #name({ folderId, epoch, uid }: Location): string {
    return placeName(this.#paths.get(folderId) ?? folderId, epoch, uid);
  }
}

const keyOf = ({ folderId, epoch, uid }: Location): string => `${folderId} ${epoch} ${uid}`;

const upTo = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
