import { brokenTopics, promiseOf, type TopicPromise } from '../tools/topic-promises.ts';
import { TOPICS } from '../topics/index.ts';

describe('a breaking change of a topic', () => {
  const published: readonly TopicPromise[] = TOPICS.map(promiseOf);
  const changed = (part: Partial<TopicPromise>): readonly string[] =>
    brokenTopics(
      published,
      published.map((topic, n) => (n === 0 ? { ...topic, ...part } : topic)),
    );

  it.each<[string, readonly string[], string]>([
    ['another number of partitions', changed({ partitions: 24 }), 'mailfold.log.v1: partitions changed from 12 to 24'],
    [
      'another key',
      changed({ key: 'x' }),
      'mailfold.log.v1: key changed from account id; tenant id for directory events to x',
    ],
    ['compaction', changed({ cleanup: 'compact' }), 'mailfold.log.v1: cleanup changed from delete to compact'],
    ['a topic that is gone', brokenTopics(published, published.slice(1)), 'mailfold.log.v1: the topic is gone'],
  ])('is %s', (_what, found, expected) => {
    expect(found).toEqual([expected]);
  });

  it('is no new topic', () => {
    expect(brokenTopics(published.slice(1), published)).toEqual([]);
  });
});
