import { EventStoreDBClient } from '@eventstore/db-client';
import { messageOf } from '@mailfold/kernel';
import { badConnectionString, clientUrl } from './connection-string.ts';

/** A client, and the way to give back all that it holds. */
export interface Connection extends AsyncDisposable {
  readonly client: EventStoreDBClient;
}

/** What the client does not offer, and has. */
interface Internals {
  supports: () => Promise<boolean>;
  getChannel: () => Promise<{ close: () => void }>;
}

/**
 * The client prefers `BatchAppend` wherever the server has it. That way knows no deadline of its own, so a silent server
 * holds an append for ever; and its answers are kept in one table for the whole process, which a failure of any connection
 * empties: the next answer of another connection then throws where nobody can catch it. Told that the server supports
 * nothing more, it appends by `Append`, a call with a deadline. What else asks for support is not used here.
 */
export function connect(url: string): Connection {
  const client = parsed(clientUrl(url));
  const internals = client as unknown as Internals;
  internals.supports = () => Promise.resolve(false);
  return {
    client,
    [Symbol.asyncDispose]: async () => {
      await client.dispose();
      const channel = await internals.getChannel().catch(() => undefined);
      channel?.close();
    },
  };
}

// The client's own errors quote the string, password and all; a missing certificate file it names without.
function parsed(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (thrown) {
    const message = messageOf(thrown);
    throw badConnectionString(message.startsWith('Unexpected') ? 'a part of it is malformed' : message);
  }
}
