import { keyOf, type EventStore, type NewEvent, type StoredEvent } from '@mailfold/event-store';
import type { Batch } from '@mailfold/message-bus';
import { decideInputs } from '../src/deciding.ts';
import { streamOf } from '../src/event-of-fact.ts';
import type { ProcessorDeps } from '../src/runner.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { emptyState, threadsRules, type ThreadsState } from './example/threads.ts';

export const batchOf = (events: readonly StoredEvent[]): Batch => ({ events, position: events.at(-1)?.position ?? 0 });

/** Everything of a tenant, in order. */
export const logOf = (events: EventStore, tenantId: string): Promise<StoredEvent[]> =>
  events.readAll({ after: 0, filter: { tenantId }, max: 5_000 });

const bare = ({ id, type, data, meta }: NewEvent): NewEvent => ({ id, type, data, meta });

export interface AccountEnd {
  /** Of its own stream, without what the store adds. */
  readonly events: readonly NewEvent[];
  readonly state: ThreadsState;
}

/** What became of an account. */
export const endOf = async ({ events, rows }: ProcessorDeps, account: string): Promise<AccountEnd> => {
  const stream = streamOf(threadsRules.context, account);
  return {
    events: (await events.readStream(stream, { max: 5_000 })).map(bare),
    state: await rows.transaction((sql) => threadsDecider.load(sql, account, { events: [], commands: [] })),
  };
};

/** What has to become of it: every input decided once, in order, by the pure rules alone. */
export const expectedEnd = (log: readonly StoredEvent[], account: string): AccountEnd => {
  const inputs = log.filter((event) => keyOf(event) === account && threadsRules.reactsTo.includes(event.type));
  const state = emptyState();
  const events = decideInputs(threadsRules, state, inputs);
  return { events: JSON.parse(JSON.stringify(events)), state };
};
