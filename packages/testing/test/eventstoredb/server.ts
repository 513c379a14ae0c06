import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { EventStoreDbDouble, type EventStoreDbDoubleOptions } from '../../src/eventstoredb/index.ts';

/** A double and the published client of its server. */
export interface Server extends AsyncDisposable {
  readonly double: EventStoreDbDouble;
  readonly client: EventStoreDBClient;
}

export async function startServer(options?: EventStoreDbDoubleOptions): Promise<Server> {
  const double = await EventStoreDbDouble.start(options);
  const client = EventStoreDBClient.connectionString(double.url);
  return {
    double,
    client,
    [Symbol.asyncDispose]: async () => {
      await client.dispose();
      await double[Symbol.asyncDispose]();
    },
  };
}

export const numbered = (count: number, type = 'test.Happened.v1') =>
  Array.from({ length: count }, (_, number) => jsonEvent({ type, data: { number }, metadata: { text: 'ü' } }));

// Credentials make the client append by `Append`; without TLS it does not send them.
export const PLAIN = { credentials: { username: 'nobody', password: 'none' } };
