import { freePort } from '../free-port.ts';
import type { TestEventStoreDb } from './test-eventstore.ts';

const IMAGE = 'kurrentplatform/kurrentdb:26.1.1';
const INSIDE = 2113;
// The server's default of 1 MiB an append is less than a batch of a backfill weighs.
const MOST_APPEND_BYTES = String(15 * 1024 * 1024);

/** Starts KurrentDB in a container: one node without TLS. Its port outside is fixed, so that it keeps it when it comes back. */
export async function startDockerEventStoreDb(): Promise<TestEventStoreDb> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const outside = await freePort();
  const container = await new GenericContainer(IMAGE)
    .withEnvironment({
      KURRENTDB_INSECURE: 'true',
      KURRENTDB_RUN_PROJECTIONS: 'None',
      KURRENTDB_TELEMETRY_OPTOUT: 'true',
      KURRENTDB_MAX_APPEND_SIZE: MOST_APPEND_BYTES,
    })
    .withExposedPorts({ container: INSIDE, host: outside })
    .withWaitStrategy(Wait.forHttp('/health/live', INSIDE).forStatusCode(204))
    .withStartupTimeout(60_000)
    .start();
  return {
    url: `kurrentdb://${container.getHost()}:${outside}?tls=false`,
    real: true,
    kill: async () => {
      await container.stop({ remove: false, timeout: 0 });
      await container.restart({ timeout: 0 });
    },
    [Symbol.asyncDispose]: async () => void (await container.stop({ timeout: 0 })),
  };
}
