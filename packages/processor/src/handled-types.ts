import type { StoredEvent } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';

const nameOf = (type: string): string => type.slice(0, type.lastIndexOf('.v'));

/** The event types that a processor follows, by name and version. */
export class HandledTypes {
  readonly types: readonly string[];
  /** For a store's filter: every version of these. */
  readonly everyVersion: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #names: ReadonlySet<string>;

  constructor(types: readonly string[]) {
    this.types = types;
    this.#known = new Set(types);
    this.#names = new Set(types.map(nameOf));
    this.everyVersion = [...this.#names].map((name) => `${name}.`);
  }

  /** Also for versions that are not known: they must not be skipped. */
  concerns(event: Pick<StoredEvent, 'type'>): boolean {
    return this.#known.has(event.type) || this.#names.has(nameOf(event.type));
  }

  /** @throws MailfoldError `processor/unknown-version` */
  assertKnown(event: Pick<StoredEvent, 'type' | 'id'>): void {
    if (this.#known.has(event.type)) return;
    throw new MailfoldError({
      code: 'processor/unknown-version',
      message: `event ${event.id} is a ${event.type}, a version that this release does not know; upgrade, then retry the dead letter`,
      details: { type: event.type, event: event.id },
    });
  }
}
