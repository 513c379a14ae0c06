import { type CloudEvent, Kafka } from 'cloudevents';
import fc from 'fast-check';
import {
  decodeRecord,
  encodeRecord,
  EventHeaders,
  HEADER,
  type KafkaRecord,
  type PublishedEvent,
} from '../topics/index.ts';

const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const time = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const number = fc.maxSafeNat();

const event: fc.Arbitrary<PublishedEvent> = fc
  .record({
    id: fc.uuid(),
    type: fc.constantFrom('threading.ThreadStarted.v1', 'ingest.MessageObserved.v1', 'directory.DealRecorded.v1'),
    stream: anyText,
    revision: number,
    position: number,
    recordedAt: time,
    data: fc.jsonValue({ noUnicodeString: false }),
    tenantId: fc.uuid(),
    occurredAt: time,
    causationId: anyText,
    correlationId: anyText,
    origin: fc.constantFrom('backfill', 'live', 'command', 'replay'),
    optional: fc.record(
      {
        accountId: fc.uuid(),
        inputPosition: number,
        keyId: anyText,
        traceparent: fc.constant('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ tenantId, occurredAt, causationId, correlationId, origin, optional, data, ...rest }) => ({
    ...rest,
    data: JSON.parse(JSON.stringify(data)), // -0 is 0 in JSON
    meta: { tenantId, occurredAt, causationId, correlationId, origin, ...optional },
  })) as fc.Arbitrary<PublishedEvent>;

const sample: PublishedEvent = {
  id: '0190a000-0000-7000-8000-000000000001',
  type: 'threading.ThreadStarted.v1',
  stream: 'threading-0190a000-0000-7000-8000-000000000003',
  revision: 4,
  position: 17,
  recordedAt: '2026-11-23T10:00:00.250Z',
  data: { subject: 'Angebot – für „Müller“ 見積り' },
  meta: {
    tenantId: '0190a000-0000-7000-8000-000000000002',
    accountId: '0190a000-0000-7000-8000-000000000003',
    occurredAt: '2026-11-23T10:00:00.000Z',
    causationId: 'cause',
    correlationId: 'first',
    origin: 'live',
  },
};

const asBuffers = (headers: KafkaRecord['headers']): Record<string, Buffer> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));

const { accountId: _, ...ofTenant } = sample.meta;
const directoryEvent = { ...sample, type: 'directory.DealRecorded.v1', meta: ofTenant };

describe('an event as a record', () => {
  it('comes back whole, whatever it holds', () => {
    fc.assert(
      fc.property(event, (one) => {
        const { value, headers } = encodeRecord(one);
        expect(decodeRecord({ value, headers })).toEqual(one);
        expect(decodeRecord({ value, headers: asBuffers(headers) })).toEqual(one);
      }),
    );
  });

  it('has the account as key, or the tenant where there is none, and says so in ce_partitionkey', () => {
    const records = [sample, directoryEvent].map(encodeRecord);
    expect(records.map(({ key, headers }) => [key, headers[HEADER.partitionKey]])).toEqual([
      [sample.meta.accountId, sample.meta.accountId],
      [sample.meta.tenantId, sample.meta.tenantId],
    ]);
  });

  it('names its context as source and its stream as subject', () => {
    expect(encodeRecord(sample).headers).toMatchObject({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_source: '/mailfold/threading',
      ce_subject: sample.stream,
      ce_revision: '4',
    });
  });

  it('has the headers that are published, no other ones', () => {
    const { headers } = encodeRecord(sample);
    const all = { ...sample, meta: { ...sample.meta, inputPosition: 3, keyId: 'k', traceparent: '00-a-b-01' } };
    expect(EventHeaders.strict().parse(headers)).toEqual(headers);
    expect(Object.keys(encodeRecord(all).headers).toSorted()).toEqual(Object.keys(EventHeaders.shape).toSorted());
  });

  it('has extension names that every binding can carry', () => {
    const names = Object.values(HEADER).filter((name) => name.startsWith('ce_'));
    expect(names.filter((name) => !/^ce_[a-z0-9]+$/.test(name))).toEqual([]);
  });
});

describe('the SDK of CloudEvents', () => {
  const read = ({ key, value, headers }: KafkaRecord): CloudEvent<unknown> => {
    const message = { key, value: value.toString('utf8'), headers, body: value.toString('utf8') };
    const [found, ...more] = [Kafka.toEvent(message)].flat();
    expect(more).toEqual([]);
    return found as CloudEvent<unknown>;
  };

  it('reads the same event from every record', () => {
    fc.assert(
      fc.property(event, (one) => {
        const seen = read(encodeRecord(one));
        const { meta } = one;
        expect(seen.validate()).toBe(true);
        expect(seen).toMatchObject({
          specversion: '1.0',
          id: one.id,
          type: one.type,
          source: `/mailfold/${one.type.split('.')[0]}`,
          subject: one.stream,
          time: meta.occurredAt,
          datacontenttype: 'application/json',
          partitionkey: meta.accountId ?? meta.tenantId,
          tenantid: meta.tenantId,
          causationid: meta.causationId,
          correlationid: meta.correlationId,
          origin: meta.origin,
          recordedtime: one.recordedAt,
          position: String(one.position),
          revision: String(one.revision),
        });
        expect(seen.data).toEqual(one.data);
      }),
    );
  });
});

describe('what is no event of ours', () => {
  const { value, headers } = encodeRecord(sample);
  const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

  it.each([
    ['has no headers', { value }, 'header ce_specversion is missing'],
    [
      'has another version',
      { value, headers: { ...headers, ce_specversion: '0.3' } },
      'header ce_specversion is not 1.0',
    ],
    ['has no id', { value, headers: without('ce_id') }, 'header ce_id is missing'],
    ['has an id twice', { value, headers: { ...headers, ce_id: ['a', 'b'] } }, 'header ce_id comes more than once'],
    ['has no stream', { value, headers: without('ce_subject') }, 'header ce_subject is missing'],
    ['has no position', { value, headers: without('ce_position') }, 'header ce_position is missing'],
    [
      'has half a position',
      { value, headers: { ...headers, ce_position: '1.5' } },
      'ce_position is no whole number from 0',
    ],
    [
      'has a huge revision',
      { value, headers: { ...headers, ce_revision: '9'.repeat(20) } },
      'ce_revision is no whole number',
    ],
    [
      'has a foreign origin',
      { value, headers: { ...headers, ce_origin: 'mars' } },
      'ce_origin is none of backfill, live',
    ],
    ['is a tombstone', { value: null, headers }, 'value is missing'],
    ['is not JSON', { value: Buffer.from('{"a":'), headers }, 'value is not JSON'],
  ])('%s: told by part', (_what, record, message) => {
    expect(() => decodeRecord(record)).toThrow(
      expect.objectContaining({ name: 'InvalidRecord', message: expect.stringContaining(message) }),
    );
  });

  it('is told without quoting what it holds', () => {
    const secret = { value: Buffer.from('mia@example.org'), headers: { ...headers, ce_origin: 'mia@example.org' } };
    expect(() => decodeRecord(secret)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('mia') }),
    );
  });

  it('may carry headers of others', () => {
    const more = { ...headers, 'x-mirror': ['a', 'b'], baggage: undefined };
    expect(decodeRecord({ value, headers: more })).toEqual(sample);
  });
});
