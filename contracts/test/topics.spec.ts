import { catalogue } from '../index.ts';
import {
  consumerGroup,
  contextTopic,
  deadLetterTopic,
  deadLetterTopicDefinition,
  LOG_TOPIC,
  streamName,
  TOPICS,
  viewTopic,
} from '../topics/index.ts';

describe('names on the bus', () => {
  it('follow the rules', () => {
    expect([
      LOG_TOPIC,
      contextTopic('threading'),
      viewTopic('deal-timeline'),
      deadLetterTopic(LOG_TOPIC, consumerGroup('projections', 'threads')),
      streamName('threading', 'a1'),
    ]).toEqual([
      'mailfold.log.v1',
      'mailfold.threading.events.v1',
      'mailfold.views.deal-timeline.v1',
      'mailfold.log.v1.projections.threads.dead',
      'threading-a1',
    ]);
  });
});

describe('the topics', () => {
  const named = new Map(TOPICS.map((topic) => [topic.name, topic]));

  it('are the log, one for each context that has events, and the views', () => {
    const contexts = new Set(catalogue.map(({ context }) => contextTopic(context)));
    expect([...named.keys()]).toEqual([LOG_TOPIC, ...contexts, viewTopic('deal-timeline'), viewTopic('mailbox')]);
  });

  it('have one number of partitions, so that a key lies alike in each', () => {
    expect(new Set(TOPICS.map(({ partitions }) => partitions)).size).toBe(1);
  });

  it('keep personal data for a week at most, dead letters too', () => {
    const kept = [...TOPICS, deadLetterTopicDefinition('threading.threads')].map(
      ({ retentionMs, maxCompactionLagMs }) => retentionMs ?? maxCompactionLagMs ?? Infinity,
    );
    expect(kept.filter((ms) => ms > 7 * 24 * 3_600_000)).toEqual([]);
  });

  it('compact views within the hour: what lags, ten minutes to the next beat, and some for Kafka to do it', () => {
    const views = TOPICS.filter(({ cleanup }) => cleanup === 'compact');
    expect(views.map(({ name, maxCompactionLagMs }) => [name, maxCompactionLagMs])).toEqual([
      ['mailfold.views.deal-timeline.v1', 2_700_000],
      ['mailfold.views.mailbox.v1', 2_700_000],
    ]);
  });
});
