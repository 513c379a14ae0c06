import type { ApiClient } from '@mailfold/client';
import { settle as settleOn, type Standing } from '@mailfold/one-machine';

/**
 * Between two looks a record that was published before the first one has reached its member: who says that it is not behind may not
 * have heard of it yet.
 */
const EVERY_MS = 300;

/** Of every processor and the forwarder, as the gateway tells it. */
export const standingOf = (client: ApiClient): Standing => {
  let head = 0;
  return {
    head: async () => head,
    progress: async () => {
      const now = await client.operation.progress();
      head = now.head;
      return now.processors;
    },
    everyMs: EVERY_MS,
  };
};

export const settle = (client: ApiClient, signal: AbortSignal): Promise<void> =>
  settleOn(client, standingOf(client), signal);
