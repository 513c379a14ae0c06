import { type Envelope } from '../index.ts';
import {
  consumerGroup,
  contextTopic,
  deadLetterTopic,
  eventHeaders,
  LOG_TOPIC,
  streamName,
  viewTopic,
} from '../topics/index.ts';

const envelope: Envelope = {
  id: '0190a000-0000-7000-8000-000000000001',
  type: 'threading.ThreadStarted.v1',
  tenantId: '0190a000-0000-7000-8000-000000000002',
  accountId: '0190a000-0000-7000-8000-000000000003',
  occurredAt: '2026-11-23T10:00:00.000Z',
  recordedAt: '2026-11-23T10:00:00.250Z',
  causationId: 'cause',
  correlationId: 'first',
  origin: 'live',
  position: '17',
};

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

describe('the headers of an event', () => {
  const headers = eventHeaders(envelope, '/mailfold/threading', 't1');

  it('are those of CloudEvents 1.0, binary binding', () => {
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: envelope.id,
      ce_type: envelope.type,
      ce_source: '/mailfold/threading',
      ce_subject: 't1',
      ce_time: envelope.occurredAt,
      ce_position: '17',
    });
  });

  it('order by account, or by tenant where there is none', () => {
    const { accountId: _, ...directory } = envelope;
    expect([headers['ce_partitionkey'], eventHeaders(directory, '/mailfold/directory')['ce_partitionkey']]).toEqual([
      envelope.accountId,
      envelope.tenantId,
    ]);
  });

  it('have names that every binding can carry', () => {
    const names = Object.keys(headers).filter((name) => name.startsWith('ce_'));
    expect(names.filter((name) => !/^ce_[a-z0-9]+$/.test(name))).toEqual([]);
  });
});
