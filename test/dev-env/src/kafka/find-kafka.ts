import { devEnvConfig } from '../config.ts';
import { askDesk } from '../desk/client.ts';
import type { Need } from '../not-run.ts';
import type { KafkaDescription, KafkaVariant } from './description.ts';
import { TestKafka } from './test-kafka.ts';

export type KafkaStarter = {
  /** The one that all suites of a run share, in clear: topics and groups need names of their own. Nobody kills it. */
  readonly sharedKafka: () => Promise<KafkaDescription>;
  /** Starts one of its own for a suite; what is not stopped ends with the run. */
  readonly startKafka: (variant?: Partial<KafkaVariant>) => Promise<TestKafka>;
};

const MISSING = {
  missing: 'Kafka 4',
  howToGetIt: 'infra/local/kafka/fetch.sh (Java 17 and Maven), or a Docker engine, or MAILFOLD_TEST_KAFKA',
};

/**
 * How this machine gets a Kafka, for `describeWith`: running brokers that `MAILFOLD_TEST_KAFKA` names, else Docker, else the jars that
 * `infra/local/kafka/fetch.sh` put into this clone or that `MAILFOLD_KAFKA_LIBS` names.
 */
export async function findKafka(): Promise<Need<KafkaStarter>> {
  const { found } = await askDesk('find-kafka', {});
  if (devEnvConfig().kafka === undefined && !found) return MISSING;
  return { found: { sharedKafka, startKafka } };
}

/** @throws Error when this machine has no Kafka */
export async function sharedKafka(): Promise<KafkaDescription> {
  const brokers = devEnvConfig().kafka;
  return brokers === undefined ? askDesk('shared-kafka', {}) : { brokers };
}

/** @throws Error when this machine cannot start one */
export async function startKafka({ sasl = false, tls = false }: Partial<KafkaVariant> = {}): Promise<TestKafka> {
  const { id, ...description } = await askDesk('start-kafka', { variant: { sasl, tls } });
  return new TestKafka(description, {
    kill: async () => void (await askDesk('kill-kafka', { id })),
    restart: async () => (await askDesk('restart-kafka', { id })).pid,
    stop: async () => void (await askDesk('stop-kafka', { id })),
  });
}
