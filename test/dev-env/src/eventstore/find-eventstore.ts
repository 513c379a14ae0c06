import { devEnvConfig } from '../config.ts';
import { dockerEngineAnswers } from '../docker-engine.ts';
import { startDockerEventStoreDb } from './docker-eventstore.ts';
import type { TestEventStoreDb } from './test-eventstore.ts';

/**
 * EventStoreDB or KurrentDB for a suite: the one at `EVENTSTORE_URL`, else one in Docker, else what the caller has in its
 * place, which is the test double of `@mailfold/testing/eventstoredb`. No registry has a server to start without Docker.
 */
export async function findEventStoreDb(double: () => Promise<TestEventStoreDb>): Promise<TestEventStoreDb> {
  const { eventStore, dockerHost } = devEnvConfig();
  if (eventStore !== undefined) {
    return { url: eventStore, real: true, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  if (!(await dockerEngineAnswers(dockerHost))) return double();
  try {
    return await startDockerEventStoreDb();
  } catch (thrown) {
    process.stderr.write(`KurrentDB did not start in Docker, so its test double is used: ${String(thrown)}\n`);
    return double();
  }
}
