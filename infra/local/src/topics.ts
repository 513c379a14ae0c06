import { TOPICS } from '@mailfold/contracts/topics';
import { isMailfoldError } from '@mailfold/kernel';
import { type KafkaConnection, KafkaTopics } from '@mailfold/message-bus-kafka';
import { setTimeout as pause } from 'node:timers/promises';

/** Asked for once: a new Kafka then makes the topic in which it keeps the places of groups, and all services wait for that. */
const ANY_GROUP = 'projections.threads';
const ASK_AGAIN_MS = 200;
const PATIENCE_MS = 60_000;

/** Makes the topics that are not there yet, as they are defined. */
export const makeTopics = async (connection: KafkaConnection): Promise<void> => {
  await using topics = await KafkaTopics.connect({ connection });
  await Promise.all([topics.define(TOPICS), untilPlacesAreKept(topics)]);
};

/** On a busy machine that takes longer than one question may. */
const untilPlacesAreKept = async (topics: KafkaTopics): Promise<void> => {
  for (const late = performance.now() + PATIENCE_MS; ;) {
    try {
      await topics.lags([ANY_GROUP]);
      return;
    } catch (thrown) {
      if (!isMailfoldError(thrown, 'message-bus/unavailable') || performance.now() > late) throw thrown;
      await pause(ASK_AGAIN_MS);
    }
  }
};
