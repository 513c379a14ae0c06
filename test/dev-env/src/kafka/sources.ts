import { join } from 'node:path';
import { findKafkaLibs, startLocalKafka } from '@mailfold/local-kafka';
import type { ServerSource } from '../desk/run-servers.ts';
import { dockerEngineAnswers } from '../docker-engine.ts';
import type { KafkaVariant, RunningKafka } from './description.ts';
import { startDockerKafka } from './docker-kafka.ts';
import { prepareSecurity } from './security.ts';

type KafkaSource = ServerSource<KafkaVariant, RunningKafka>;

const CLONE = join(import.meta.dirname, '../../../..');

/** What this machine has, the preferred first. */
export async function findKafkaSources(
  dockerHost: string | undefined,
  libs: string | undefined,
): Promise<readonly KafkaSource[]> {
  const [docker, jars] = await Promise.all([dockerEngineAnswers(dockerHost), findKafkaLibs(CLONE, libs)]);
  return [
    ...(docker ? [{ name: 'Docker', start: startDockerKafka }] : []),
    ...(jars === undefined ? [] : [{ name: 'the jars of this machine', start: local(jars) }]),
  ];
}

/** Sessions of a second, so that a suite that kills a member need not wait for six. */
const SETTINGS = { 'group.min.session.timeout.ms': '1000' };

const local =
  (libs: string): KafkaSource['start'] =>
  async (folder, variant) => {
    const { security, forClients } = await prepareSecurity(folder, variant);
    const kafka = await startLocalKafka({ folder, libs, security, settings: SETTINGS });
    return {
      description: { brokers: kafka.brokers, pid: kafka.pid, ...forClients },
      kill: () => kafka.kill(),
      restart: async () => {
        await kafka.start();
        return kafka.pid;
      },
      stop: () => kafka.kill(), // its data goes too
    };
  };
