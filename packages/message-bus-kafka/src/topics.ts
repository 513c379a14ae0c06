import { type TopicDefinition, topicSettings } from '@mailfold/contracts/topics';
import kafkajs, { type Admin } from 'kafkajs';
import { setTimeout as delay } from 'node:timers/promises';
import { type KafkaConnection, kafkaClient, type KafkaLog } from './connection.ts';
import { translate } from './errors.ts';
import { committedPosition } from './metadata.ts';

/** A topic as it is. */
export interface TopicDescription {
  readonly name: string;
  readonly partitions: number;
  /** Those that were set for it; all others are the broker's. */
  readonly configs: Readonly<Record<string, string>>;
}

/** A topic as it is wanted. */
export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  /** Default: the broker's. */
  readonly replicas?: number;
  readonly configs?: Readonly<Record<string, string>>;
}

/** How far a group is behind in a partition. */
export interface PartitionLag {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  /** Offsets between what is committed and what can be read; the end of a transaction takes one, too. */
  readonly records: number;
  /** The store position up to which the group has finished; undefined where somebody else committed. */
  readonly position: number | undefined;
}

/** What an operator's tools ask and tell Kafka about topics and groups. */
export class KafkaTopics implements AsyncDisposable {
  readonly #admin: Admin;

  private constructor(admin: Admin) {
    this.#admin = admin;
  }

  static async connect(options: {
    readonly connection: KafkaConnection;
    readonly log?: KafkaLog;
  }): Promise<KafkaTopics> {
    const admin = kafkaClient(options.connection, options.log).admin();
    await asked(`connecting to ${options.connection.brokers.join(', ')}`, () => admin.connect());
    return new KafkaTopics(admin);
  }

  /** The names of all topics but Kafka's own. */
  names(): Promise<readonly string[]> {
    return asked('listing topics', async () =>
      (await this.#admin.listTopics()).filter((name) => !name.startsWith('__')),
    );
  }

  /** Those that are not there are left out. */
  describe(names: readonly string[]): Promise<readonly TopicDescription[]> {
    return asked('describing topics', async () => {
      const there = new Set(await this.#admin.listTopics());
      const topics = names.filter((name) => there.has(name));
      if (topics.length === 0) return [];
      const [metadata, configs] = await Promise.all([
        this.#admin.fetchTopicMetadata({ topics }),
        this.#configsOf(topics),
      ]);
      return metadata.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.length,
        configs: configs.get(name) ?? {},
      }));
    });
  }

  /** Waits until they can be used. Those that are there already are left as they are. */
  create(topics: readonly NewTopic[]): Promise<void> {
    return asked(`creating ${topics.map(({ name }) => name).join(', ')}`, async () => {
      const there = new Set(await this.#admin.listTopics());
      const absent = topics.filter(({ name }) => !there.has(name));
      if (absent.length === 0) return;
      await this.#admin.createTopics({
        waitForLeaders: false,
        topics: absent.map(({ name, partitions, replicas, configs }) => ({
          topic: name,
          numPartitions: partitions,
          ...(replicas === undefined ? {} : { replicationFactor: replicas }),
          configEntries: entriesOf(configs ?? {}),
        })),
      });
      await this.#untilThere(absent.map(({ name }) => name));
    });
  }

  /** Those of the catalogue, with their settings; as `create`. */
  define(topics: readonly TopicDefinition[], replicas?: number): Promise<void> {
    return this.create(topics.map((topic) => newTopic(topic, replicas)));
  }

  /** Sets these, and leaves what else was set. */
  alterConfig(name: string, configs: Readonly<Record<string, string>>): Promise<void> {
    return asked(`altering ${name}`, async () => {
      const before = (await this.#configsOf([name])).get(name) ?? {};
      const configEntries = entriesOf({ ...before, ...configs });
      await this.#admin.alterConfigs({
        validateOnly: false,
        resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name, configEntries }],
      });
    });
  }

  /** For each partition in which the group has committed something. */
  lags(groups: readonly string[]): Promise<readonly PartitionLag[]> {
    return asked(`asking how far ${groups.join(', ')} are`, async () => {
      const ends = new Map<string, Promise<ReadonlyMap<number, bigint>>>();
      const endsOf = (topic: string): Promise<ReadonlyMap<number, bigint>> => {
        const known = ends.get(topic) ?? this.#endsOf(topic);
        ends.set(topic, known);
        return known;
      };
      return (await Promise.all(groups.map((group) => this.#lagsOf(group, endsOf)))).flat();
    });
  }

  async delete(names: readonly string[]): Promise<void> {
    await asked(`deleting ${names.join(', ')}`, () => this.#admin.deleteTopics({ topics: [...names] }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#admin.disconnect();
  }

  /** The controller knows a topic before the broker does that is asked; kafkajs waits only for its leaders. */
  async #untilThere(topics: string[], tries = 100): Promise<void> {
    try {
      await this.#admin.fetchTopicMetadata({ topics });
    } catch (thrown) {
      if (tries === 0 || !NOT_YET.has(String(Object(thrown).type))) throw thrown;
      await delay(100);
      await this.#untilThere(topics, tries - 1);
    }
  }

  async #lagsOf(
    group: string,
    endsOf: (topic: string) => Promise<ReadonlyMap<number, bigint>>,
  ): Promise<readonly PartitionLag[]> {
    const topics = await this.#admin.fetchOffsets({ groupId: group });
    const lags = topics.map(async ({ topic, partitions }) => {
      const ends = await endsOf(topic);
      return partitions
        .filter(({ offset }) => BigInt(offset) >= 0n)
        .map(({ partition, offset, metadata }) => ({
          group,
          topic,
          partition,
          records: Number((ends.get(partition) ?? 0n) - BigInt(offset)),
          position: committedPosition(metadata),
        }));
    });
    return (await Promise.all(lags)).flat();
  }

  async #endsOf(topic: string): Promise<ReadonlyMap<number, bigint>> {
    const offsets = await this.#admin.fetchTopicOffsets(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
  }

  async #configsOf(names: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
    const { resources } = await this.#admin.describeConfigs({
      includeSynonyms: false,
      resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
    });
    return new Map(
      resources.map(({ resourceName, configEntries }) => [
        resourceName,
        Object.fromEntries(
          configEntries
            .filter(({ configSource }) => configSource === kafkajs.ConfigSource.TOPIC_CONFIG)
            .map(({ configName, configValue }) => [configName, configValue]),
        ),
      ]),
    );
  }
}

const newTopic = (topic: TopicDefinition, replicas: number | undefined): NewTopic => ({
  name: topic.name,
  partitions: topic.partitions,
  configs: topicSettings(topic),
  ...(replicas === undefined ? {} : { replicas }),
});

const NOT_YET = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

const entriesOf = (configs: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  Object.entries(configs).map(([name, value]) => ({ name, value }));

async function asked<Answer>(doing: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (thrown) {
    throw translate(thrown, doing);
  }
}
