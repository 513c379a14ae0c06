import { contextTopic, LOG_TOPIC } from '@mailfold/contracts/topics';

/** Each event goes into both. */
export const TOPICS = [LOG_TOPIC, contextTopic('ingest')];
