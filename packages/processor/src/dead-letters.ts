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
  /** Later events of its key that are parked behind it. */
  readonly waiting: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly parkedAt: string;
}

export interface DeadLetterQuery {
  readonly processor?: string;
  readonly key?: string;
  readonly tenantId?: string;
  readonly eventId?: string;
  /** Only the first of each key: the one that the others wait for. */
  readonly firstOfKey?: boolean;
  /** Default 100. */
  readonly limit?: number;
  /** The last entry of the page before. */
  readonly after?: DeadLetterPlace;
}

const COLUMNS = `p.processor, p.key, p.position, event ->> 'type' as type, event ->> 'id' as "eventId",
  event -> 'meta' ->> 'tenantId' as "tenantId", code, reason, tries, parked_at as "parkedAt",
  (select count(*) from processor.parked w where w.processor = p.processor and w.key = p.key
     and w.position > p.position and w.discarded_at is null) as waiting`;

const EARLIER = `select from processor.parked e
  where e.processor = p.processor and e.key = p.key and e.position < p.position and e.discarded_at is null`;

/** How much of a processor is parked. */
export interface ParkedCount {
  readonly processor: string;
  readonly events: number;
  readonly keys: number;
}

/** Events that could not be handled, and those behind them: see, try again, give up. */
export class DeadLetters {
  readonly #rows: ReadStore;
  readonly #runners: ReadonlyMap<string, Runner>;

  constructor(rows: ReadStore, runners: readonly Runner[]) {
    this.#rows = rows;
    this.#runners = new Map(runners.map((runner) => [runner.name, runner]));
  }

  /** By processor, key and position. */
  list(query: DeadLetterQuery = {}): Promise<ParkedEvent[]> {
    const { processor, key, tenantId, eventId, firstOfKey = false, limit = 100, after } = query;
    return this.#rows.query<ParkedEvent>(
      `select ${COLUMNS} from processor.parked p
       where discarded_at is null
         and ($1::text is null or processor = $1) and ($2::text is null or key = $2)
         and ($3::text is null or event -> 'meta' ->> 'tenantId' = $3)
         and ($5::text is null or (processor, key, position) > ($5, $6, $7))
         and ($8::text is null or event ->> 'id' = $8)
         and not ($9 and exists (${EARLIER}))
       order by processor, key, position limit $4`,
      [
        processor ?? null,
        key ?? null,
        tenantId ?? null,
        limit,
        after?.processor ?? null,
        after?.key ?? null,
        after?.position ?? null,
        eventId ?? null,
        firstOfKey,
      ],
    );
  }

  /** Of the processors that have anything parked. */
  counts(): Promise<ParkedCount[]> {
    return this.#rows.query<ParkedCount>(
      `select processor, count(*) as events, count(distinct key) as keys from processor.parked
       where discarded_at is null group by processor order by processor`,
    );
  }

  /** With the event's data. */
  async show(place: DeadLetterPlace): Promise<(ParkedEvent & { readonly event: StoredEvent }) | undefined> {
    const [found] = await this.#rows.query<ParkedEvent & { readonly event: StoredEvent }>(
      `select ${COLUMNS}, event from processor.parked p
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
