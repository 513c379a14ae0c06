import type { DataOf, EventDefinition } from '@mailfold/contracts';
import type { EventMeta, StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { Command } from '@mailfold/processor';

/** What differs from the usual in one event. */
export interface EventOverrides extends Partial<Omit<StoredEvent, 'data' | 'type' | 'meta'>> {
  readonly meta?: Partial<EventMeta>;
}

export interface EventBuilderOptions {
  readonly tenantId?: string;
  readonly accountId?: string;
  /** When everything happens; default 2026-11-02T09:00:00.000Z. */
  readonly at?: string;
}

/** Events of the directory have no account: their key is the tenant. */
const TENANT_CONTEXT = 'directory';

// Positions have gaps, as in a real store.
const STEP = 10;

/** Makes stored events and commands of one account, with ids that are the same in every run. */
export class EventBuilder {
  readonly tenantId: string;
  readonly accountId: string;
  readonly #at: string;
  readonly #revisions = new Map<string, number>();
  #position = 0;
  #commands = 0;

  constructor(options: EventBuilderOptions = {}) {
    this.tenantId = options.tenantId ?? uuid5(NAMESPACES.tenant, 'test');
    this.accountId = options.accountId ?? uuid5(NAMESPACES.account, 'test');
    this.#at = options.at ?? '2026-11-02T09:00:00.000Z';
  }

  /**
   * The next event of the store, of the account's stream in the definition's context.
   * @throws ZodError when the data is not what the definition says
   */
  stored<Definition extends EventDefinition>(
    definition: Definition,
    data: DataOf<Definition>,
    overrides: EventOverrides = {},
  ): StoredEvent<DataOf<Definition>> {
    definition.data.parse(data);
    const key = definition.context === TENANT_CONTEXT ? this.tenantId : this.accountId;
    const stream = overrides.stream ?? `${definition.context}-${key}`;
    const revision = overrides.revision ?? this.#nextRevision(stream);
    this.#position = overrides.position ?? this.#position + STEP;
    const id = overrides.id ?? uuid5(NAMESPACES.event, stream, String(revision));
    return {
      recordedAt: this.#at,
      position: this.#position,
      ...overrides,
      id,
      stream,
      revision,
      type: definition.type,
      data,
      meta: { ...this.#meta(definition, id), ...overrides.meta },
    };
  }

  /** A command on the account; each call another id. */
  command<Body>(body: Body, overrides: Partial<Omit<Command<Body>, 'body'>> = {}): Command<Body> {
    this.#commands += 1;
    const id = uuid5(NAMESPACES.command, this.accountId, String(this.#commands));
    return { id, tenantId: this.tenantId, key: this.accountId, at: this.#at, body, ...overrides };
  }

  #nextRevision(stream: string): number {
    const revision = this.#revisions.get(stream) ?? 0;
    this.#revisions.set(stream, revision + 1);
    return revision;
  }

  #meta({ context }: EventDefinition, id: string): EventMeta {
    return {
      tenantId: this.tenantId,
      ...(context === TENANT_CONTEXT ? {} : { accountId: this.accountId }),
      occurredAt: this.#at,
      causationId: id,
      correlationId: id,
      origin: 'live',
    };
  }
}
