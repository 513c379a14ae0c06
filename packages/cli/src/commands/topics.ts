import { deadLetterTopicDefinition, type TopicDefinition, TOPICS } from '@mailfold/contracts/topics';
import type { KafkaTopics } from '@mailfold/message-bus-kafka';
import type { Cli } from '../cli.ts';
import { kafkaAccess } from '../topics/kafka-access.ts';
import { planTopics, type TopicStep } from '../topics/plan-topics.ts';
import { stepWords } from '../topics/step-words.ts';
import { incomplete } from '../usage.ts';

export interface TopicsOptions {
  readonly brokers?: string;
  /** Consumer groups whose dead letters have a topic, separated by commas. */
  readonly groups?: string;
  /** Copies of each new topic; default: the broker's. */
  readonly replication?: number;
}

/** What a Kafka lacks of the topics as they are written down. Throws `cli/incomplete` where something is refused. */
export async function planTopicsOf(cli: Cli, options: TopicsOptions): Promise<void> {
  await using kafka = await connect(cli, options);
  const { steps } = await plan(kafka, options);
  tell(cli, steps, 'Nothing to do.');
}

/** The same, and does it. What is refused is left as it is, all else is done. */
export async function applyTopics(cli: Cli, options: TopicsOptions): Promise<void> {
  await using kafka = await connect(cli, options);
  const { wanted, steps } = await plan(kafka, options);
  await create(kafka, wanted, steps, options.replication);
  for (const step of steps) if (step.kind === 'change') await kafka.alterConfig(step.topic, settingsIn(step.changes));
  tell(cli, steps, 'Nothing to do.');
}

async function connect(cli: Cli, { brokers }: TopicsOptions): Promise<KafkaTopics> {
  const connection = kafkaAccess(brokers, cli.config.kafka);
  // Loaded here, as no other command needs a Kafka client.
  const bus = await import('@mailfold/message-bus-kafka');
  return bus.KafkaTopics.connect({ connection });
}

async function plan(
  kafka: KafkaTopics,
  { groups }: TopicsOptions,
): Promise<{ readonly wanted: readonly TopicDefinition[]; readonly steps: readonly TopicStep[] }> {
  const names = groups === undefined ? [] : groups.split(',').map((group) => group.trim());
  const wanted = [...TOPICS, ...names.map(deadLetterTopicDefinition)];
  const found = await kafka.describe(wanted.map(({ name }) => name));
  return { wanted, steps: planTopics(wanted, found) };
}

async function create(
  kafka: KafkaTopics,
  wanted: readonly TopicDefinition[],
  steps: readonly TopicStep[],
  replicas: number | undefined,
): Promise<void> {
  const absent = new Set(steps.filter(({ kind }) => kind === 'create').map(({ topic }) => topic));
  const topics = wanted.filter(({ name }) => absent.has(name));
  if (topics.length > 0) await kafka.define(topics, replicas);
}

const settingsIn = (changes: readonly { readonly setting: string; readonly to: string }[]): Record<string, string> =>
  Object.fromEntries(changes.map(({ setting, to }) => [setting, to]));

function tell(cli: Cli, steps: readonly TopicStep[], none: string): void {
  const open = steps.filter(({ kind }) => kind !== 'same');
  cli.answer({ steps }, () => (open.length === 0 ? none : open.map(stepWords).join('\n')));
  const refused = steps.filter(({ kind }) => kind === 'refused');
  if (refused.length > 0)
    throw incomplete(`Refused: another number of partitions of ${refused.map(({ topic }) => topic).join(', ')}.`);
}
