import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KAFKA_VERSION, serverProperties } from '@mailfold/local-kafka';
import { freePort } from '../free-port.ts';
import type { KafkaVariant, RunningKafka } from './description.ts';
import { prepareSecurity } from './security.ts';

const IMAGE = `apache/kafka:${KAFKA_VERSION}`;
const BIN = '/opt/kafka/bin';

/**
 * Starts Kafka in a container, with the settings of a local one. Its folder is mounted at the path it has outside, and the port that
 * clients are told is the same on both sides.
 */
export async function startDockerKafka(folder: string, variant: KafkaVariant): Promise<RunningKafka> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const { security, forClients } = await prepareSecurity(folder, variant);
  const clients = await freePort();
  const ports = { listen: '0.0.0.0', clients, broker: 19_092, controller: 19_093 };
  const file = join(folder, 'server.properties');
  await writeFile(file, serverProperties('/tmp', ports, security, {}));
  const scram = (security.scram ?? []).map((user) => ` --add-scram '${user}'`).join('');
  const format = `${BIN}/kafka-storage.sh format --ignore-formatted -t $(${BIN}/kafka-storage.sh random-uuid) -c ${file}${scram}`;
  const container = await new GenericContainer(IMAGE)
    .withBindMounts([{ source: folder, target: folder, mode: 'ro' }])
    .withEntrypoint(['sh', '-c'])
    .withCommand([`[ -e /tmp/data/meta.properties ] || ${format}; exec ${BIN}/kafka-server-start.sh ${file}`])
    .withExposedPorts({ container: clients, host: clients })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return {
    description: { brokers: [`${container.getHost()}:${clients}`], ...forClients },
    kill: async () => void (await container.stop({ remove: false, timeout: 0 })),
    restart: async () => {
      await container.restart({ timeout: 0 });
      return 0;
    },
    stop: async () => void (await container.stop({ timeout: 0 })),
  };
}
