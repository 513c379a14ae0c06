import { deadLetterTopicDefinition, type TopicDefinition, TOPICS, topicSettings } from '@mailfold/contracts/topics';
import { type FoundTopic, planTopics } from '../src/topics/plan-topics.ts';
import { stepWords } from '../src/topics/step-words.ts';

const log: TopicDefinition = {
  name: 'mailfold.log.v1',
  partitions: 12,
  key: 'account id',
  cleanup: 'delete',
  retentionMs: 604_800_000,
  why: 'all events',
};
const view: TopicDefinition = {
  name: 'mailfold.views.mailbox.v1',
  partitions: 12,
  key: 'row id',
  cleanup: 'compact',
  maxCompactionLagMs: 3_600_000,
  tombstoneRetentionMs: 86_400_000,
  why: 'rows',
};

const asWanted = (topic: TopicDefinition): FoundTopic => ({
  name: topic.name,
  partitions: topic.partitions,
  configs: { 'segment.bytes': '1073741824', ...topicSettings(topic) },
});

describe('a plan of topics', () => {
  it('creates what is not there, and says why it is wanted', () => {
    expect(planTopics([log], [])).toEqual([
      { kind: 'create', topic: 'mailfold.log.v1', partitions: 12, why: 'all events' },
    ]);
  });

  it('has nothing to do twice', () => {
    const all = [...TOPICS, deadLetterTopicDefinition('threading.threads')];
    expect(new Set(planTopics(all, all.map(asWanted)).map(({ kind }) => kind))).toEqual(new Set(['same']));
  });

  it('changes settings that differ, and leaves those that are the operator’s own', () => {
    const found = asWanted(log);
    const configs = { ...found.configs, 'retention.ms': '86400000', 'min.insync.replicas': '2' };
    expect(planTopics([log], [{ ...found, configs }])).toEqual([
      {
        kind: 'change',
        topic: 'mailfold.log.v1',
        changes: [{ setting: 'retention.ms', from: '86400000', to: '604800000' }],
      },
    ]);
  });

  it('compacts a view that was made without', () => {
    const [step] = planTopics([view], [{ ...asWanted(view), configs: { 'cleanup.policy': 'delete' } }]);
    expect(step).toEqual({
      kind: 'change',
      topic: view.name,
      changes: [
        { setting: 'cleanup.policy', from: 'delete', to: 'compact' },
        { setting: 'max.compaction.lag.ms', to: '3600000' },
        { setting: 'delete.retention.ms', to: '86400000' },
      ],
    });
  });

  it.each([6, 24])('refuses another number of partitions (%d), whatever else differs', (partitions) => {
    const [step] = planTopics([log], [{ name: log.name, partitions, configs: {} }]);
    expect(step).toEqual({ kind: 'refused', topic: log.name, found: partitions, wanted: 12 });
  });

  it('leaves topics of others alone', () => {
    expect(planTopics([log], [asWanted(log), { name: 'shop.orders', partitions: 1, configs: {} }])).toEqual([
      { kind: 'same', topic: log.name },
    ]);
  });
});

describe('a step in words', () => {
  it('is a line of a diff', () => {
    const found = { ...asWanted(log), configs: { ...asWanted(log).configs, 'retention.ms': '1' } };
    expect(planTopics([log, view], [found]).map(stepWords)).toEqual([
      '~ mailfold.log.v1\n    retention.ms: 1 -> 604800000',
      '+ mailfold.views.mailbox.v1  12 partitions: rows',
    ]);
  });

  it('says of a refused topic what to do instead', () => {
    expect(planTopics([log], [{ name: log.name, partitions: 6, configs: {} }]).map(stepWords)).toEqual([
      "! mailfold.log.v1  has 6 partitions, wanted are 12: a keyed topic's partition count is never changed: make mailfold.log.v2",
    ]);
  });
});
