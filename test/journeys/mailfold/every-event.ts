import type { ApiClient } from '@mailfold/client';
import type { PublicEvent } from '@mailfold/contracts/http';

/** The log up to now. @param types full types, or contexts as `ingest.` */
export const everyEvent = async (client: ApiClient, types: readonly string[]): Promise<readonly PublicEvent[]> => {
  const all: PublicEvent[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await client.events.read({
      types,
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...items);
    if (items.length === 0 || next === undefined) return all;
    after = next;
  }
};
