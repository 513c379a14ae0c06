import { catalogue } from '../index.ts';
import { contextTopic, LOG_TOPIC, TOPICS } from '../topics/index.ts';
import { CONTRACTS } from '../tools/artefacts.ts';
import { asyncApi } from '../tools/asyncapi.ts';
import { asyncApiProblems } from '../tools/asyncapi-problems.ts';
import { VIEWS } from '../views/index.ts';

const document = asyncApi({ topics: TOPICS, events: catalogue, views: VIEWS });
const messagesOn = (topic: string): string[] => Object.keys(document.channels[topic]?.messages ?? {});

describe('the AsyncAPI document', () => {
  it('is AsyncAPI 3.0, and every reference leads somewhere', () => {
    expect(asyncApiProblems(document, CONTRACTS)).toEqual([]);
  });

  it('has a channel for every topic with its partitions and how long it keeps', () => {
    expect(Object.keys(document.channels)).toEqual(TOPICS.map(({ name }) => name));
    expect(document.channels[LOG_TOPIC]?.bindings.kafka).toMatchObject({
      partitions: 12,
      topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': 604_800_000 },
    });
  });

  it('has every event on the log and on the topic of its context', () => {
    expect(messagesOn(LOG_TOPIC)).toEqual(catalogue.map(({ type }) => type));
    const missing = catalogue.filter(({ type, context }) => !messagesOn(contextTopic(context)).includes(type));
    expect(missing).toEqual([]);
    expect(messagesOn(contextTopic('threading')).every((type) => type.startsWith('threading.'))).toBe(true);
  });

  it('has rows on the topics of views', () => {
    expect(VIEWS.map(({ topic }) => messagesOn(topic))).toEqual(VIEWS.map(({ topic }) => [topic]));
  });
});

describe('what is wrong with an AsyncAPI document', () => {
  it('is told by place', () => {
    const { info: _, ...without } = document;
    expect(asyncApiProblems(without, CONTRACTS)).toEqual([": must have required property 'info'"]);
  });

  it('is also a reference that leads nowhere, within or to a file', () => {
    const lost = {
      ...document,
      'x-more': [{ $ref: '#/components/messages/nope' }, { $ref: './schemas/nope.json#/a' }],
    };
    expect(asyncApiProblems(lost, CONTRACTS)).toEqual([
      '#/components/messages/nope leads nowhere',
      './schemas/nope.json#/a leads nowhere',
    ]);
  });
});
