import {
  deadLetterTopic,
  deadLetterTopicDefinition,
  encodeRecord,
  HEADER,
  topicSettings,
} from '@mailfold/contracts/topics';
import { cleanText, isMailfoldError } from '@mailfold/kernel';
import type { DeadLetter } from '@mailfold/message-bus';
import { translate } from './errors.ts';
import { Hand } from './hand.ts';
import { KafkaPublisher } from './publisher.ts';
import { readTopic, type TopicReading } from './read-topic.ts';

/** Whoever publishes to a dead-letter topic, and what is in it. */
interface Told {
  readonly publisher: KafkaPublisher;
  readonly ids: Set<string>;
}

const ATTEMPTS = 5;

/**
 * Copies parked events to `<topic>.<group>.dead`, once each. Whoever writes to such a topic holds its transactional id and knows what is in
 * it; when another process takes the id, the next write here fails, and begins by reading what the other one wrote.
 */
export class DeadLetters implements AsyncDisposable {
  readonly #from: TopicReading;
  readonly #told = new Map<string, Promise<Told>>();
  readonly #hands = new Map<string, Hand>();

  /** @param from the topic that the events came from */
  constructor(from: TopicReading) {
    this.#from = from;
  }

  copy(letter: DeadLetter): Promise<void> {
    const topic = deadLetterTopic(this.#from.topic, letter.group);
    const hand = this.#hands.get(topic) ?? new Hand();
    this.#hands.set(topic, hand);
    return hand.do(() => this.#copy(topic, letter));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#hands.values()].map((hand) => hand.free()));
    await Promise.all([...this.#told.keys()].map((topic) => this.#forget(topic)));
  }

  async #copy(topic: string, letter: DeadLetter): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#tell(topic, letter);
      } catch (thrown) {
        await this.#forget(topic);
        const overtaken = isMailfoldError(thrown, 'message-bus/fenced') && attempt < ATTEMPTS;
        if (!overtaken) throw translate(thrown, `copying a parked event to ${topic}`);
      }
    }
  }

  async #tell(topic: string, letter: DeadLetter): Promise<void> {
    const opening = this.#told.get(topic) ?? this.#open(topic, letter.group);
    this.#told.set(topic, opening);
    const { publisher, ids } = await opening;
    if (ids.has(letter.event.id)) return;
    await publisher.publish([this.#recordOf(topic, letter)]);
    ids.add(letter.event.id);
  }

  async #open(topic: string, group: string): Promise<Told> {
    const { connection, admin, log } = this.#from;
    const definition = deadLetterTopicDefinition(group);
    const configEntries = Object.entries(topicSettings(definition)).map(([name, value]) => ({ name, value }));
    // False when it is there.
    await admin.createTopics({ topics: [{ topic, numPartitions: definition.partitions, configEntries }] });
    const publisher = await KafkaPublisher.connect({
      connection,
      transactionalId: `mailfold.dead-letters.${topic}`,
      ...(log === undefined ? {} : { log }),
    });
    try {
      const ids = new Set<string>();
      await readTopic({ ...this.#from, topic }, ({ headers }) => ids.add(String(headers?.[HEADER.id])));
      return { publisher, ids };
    } catch (thrown) {
      await publisher[Symbol.asyncDispose]();
      throw thrown;
    }
  }

  async #forget(topic: string): Promise<void> {
    const told = this.#told.get(topic);
    this.#told.delete(topic);
    await told?.then(
      ({ publisher }) => publisher[Symbol.asyncDispose](),
      () => undefined, // it was not opened
    );
  }

  #recordOf(topic: string, { group, event, reason }: DeadLetter) {
    const { key, value, headers } = encodeRecord(event);
    const why = {
      'mailfold-dead-reason': cleanText(reason),
      'mailfold-dead-group': group,
      'mailfold-dead-topic': this.#from.topic,
    };
    return { topic, key, value, headers: { ...headers, ...why } };
  }
}
