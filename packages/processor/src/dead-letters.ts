import type { StoredEvent } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import type { Retried, Runner } from './runner.ts';

/** Where a dead letter lies. */
export interface DeadLetterPlace {
  readonly processor: string;
  readonly key: string;
  readonly position: number;
}

/** A parked event as an operator sees it in a list: without its data. */
export interface ParkedEvent extends DeadLetterPlace {
  readonly type: string;
  readonly eventId: string;
  readonly tenantId: string;
  readonly code: string;
  readonly reason: string;
  readonly tries: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly parkedAt: string;
}

export interface DeadLetterQuery {
  readonly processor?: string;
  readonly key?: string;
  readonly tenantId?: string;
  /** Default 100. */
  readonly limit?: number;
  /** The last entry of the page before. */
  readonly after?: DeadLetterPlace;
}

const COLUMNS = `processor, key, position, event ->> 'type' as type, event ->> 'id' as "eventId",
  event -> 'meta' ->> 'tenantId' as "tenantId", code, reason, tries, parked_at as "parkedAt"`;

/** Events that could not be handled, and those behind them: see, try again, give up. */
export class DeadLetters {
  readonly #rows: ReadStore;
  readonly #runners: ReadonlyMap<string, Runner>;

  constructor(rows: ReadStore, runners: readonly Runner[]) {
    this.#rows = rows;
    this.#runners = new Map(runners.map((runner) => [runner.name, runner]));
  }

  /** By processor, key and position. */
  list({ processor, key, tenantId, limit = 100, after }: DeadLetterQuery = {}): Promise<ParkedEvent[]> {
    return this.#rows.query<ParkedEvent>(
      `select ${COLUMNS} from processor.parked
       where discarded_at is null
         and ($1::text is null or processor = $1) and ($2::text is null or key = $2)
         and ($3::text is null or event -> 'meta' ->> 'tenantId' = $3)
         and ($5::text is null or (processor, key, position) > ($5, $6, $7))
       order by processor, key, position limit $4`,
      [
        processor ?? null,
        key ?? null,
        tenantId ?? null,
        limit,
        after?.processor ?? null,
        after?.key ?? null,
        after?.position ?? null,
      ],
    );
  }

  /** With the event's data. */
  async show(place: DeadLetterPlace): Promise<(ParkedEvent & { readonly event: StoredEvent }) | undefined> {
    const [found] = await this.#rows.query<ParkedEvent & { readonly event: StoredEvent }>(
      `select ${COLUMNS}, event from processor.parked
       where processor = $1 and key = $2 and position = $3 and discarded_at is null`,
      [place.processor, place.key, place.position],
    );
    return found;
  }

  /** Tries everything that is parked for a key, in order. */
  retry({ processor, key }: Pick<DeadLetterPlace, 'processor' | 'key'>): Promise<Retried> {
    return this.#runner(processor).retryParked(key);
  }

  /** Drops one event for good, then tries those behind it. */
  discard({ processor, key, position }: DeadLetterPlace): Promise<Retried> {
    return this.#runner(processor).discardParked(key, position);
  }

  #runner(processor: string): Runner {
    const runner = this.#runners.get(processor);
    if (runner !== undefined) return runner;
    throw new MailfoldError({
      code: 'processor/not-here',
      message: `${processor} does not run in this process; ask the service that it belongs to`,
      details: { processor },
    });
  }
}
