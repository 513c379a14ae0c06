import { decodeRecord, LOG_TOPIC } from '@mailfold/contracts/topics';
import { until } from '@mailfold/dev-env';
import type { ReadStore } from '@mailfold/read-store';
import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';

/** What both logs must have alike, of one event. */
interface Entry {
  readonly key: string;
  readonly text: string;
}

interface Received {
  readonly key: string;
  readonly position: number;
  readonly event: ReturnType<typeof decodeRecord>;
}

/** By key. */
type Log = Readonly<Record<string, readonly string[]>>;

/** What is wrong in the store itself; nothing should be. */
export const wrongInStore = async (rows: ReadStore): Promise<readonly object[]> => {
  const found = await Promise.all(
    [
      `select id, count(*) as times from event_store.event group by id having count(*) > 1`,
      `select stream, max(revision) + 1 as wanted, count(*) as there from event_store.event
        group by stream having max(revision) + 1 <> count(*)`,
      // An effect that was decided twice has another id and the same words.
      `select stream, type, meta ->> 'causationId' as cause, count(*) as times from event_store.event
        group by 1, 2, 3, data::text having count(*) > 1`,
      `select stream, data ->> 'messageId' as message, count(*) as times from event_store.event
        where type in ('ingest.MessageObserved.v1', 'threading.MessageAttached.v1') group by type, 1, 2 having count(*) > 1`,
    ].map((text) => rows.query(text)),
  );
  return found.flat();
};

/** The store's events by key, in order. */
export const storeLog = async (rows: ReadStore): Promise<Log> => {
  const events = await rows.query<Entry & object>(
    `select coalesce(meta ->> 'accountId', tenant_id) as key,
            concat_ws(' ', position, id, stream, revision, type, md5((data::jsonb)::text)) as text
       from event_store.event order by position`,
  );
  return byKey(events);
};

/** How many events of this type there are. */
export const countOf = async (rows: ReadStore, type: string): Promise<number> => {
  const [row] = await rows.query<{ count: number }>('select count(*) as count from event_store.event where type = $1', [
    type,
  ]);
  return row?.count ?? 0;
};

/** How many events were ever committed to Kafka's log, those that were published again among them. */
export const countOnKafka = async (brokers: readonly string[]): Promise<number> => (await records(brokers)).length;

/** Kafka's by key as consumers are told to read: committed, and what is not above the last position of its key passed over. */
export const kafkaLog = async (brokers: readonly string[], rows: ReadStore): Promise<Log> => {
  const last = new Map<string, number>();
  const entries = (await records(brokers)).filter(({ key, position }) => {
    const isNew = position > (last.get(key) ?? 0);
    if (isNew) last.set(key, position);
    return isNew;
  });
  // PostgreSQL writes the data of both in one way.
  const digests = await rows.query<{ digest: string }>(
    'select md5((one::jsonb)::text) as digest from unnest($1::text[]) with ordinality as t(one, n) order by n',
    [entries.map(({ event }) => JSON.stringify(event.data))],
  );
  return byKey(
    entries.map(({ key, position, event }, nth) => ({
      key,
      text: [position, event.id, event.stream, event.revision, event.type, digests[nth]?.digest].join(' '),
    })),
  );
};

const byKey = (entries: readonly Entry[]): Log =>
  Object.fromEntries(
    [...Map.groupBy(entries, ({ key }) => key)].map(([key, ofKey]) => [key, ofKey.map(({ text }) => text)]),
  );

/** Every committed record of the log that is there now. */
const records = async (brokers: readonly string[]): Promise<readonly Received[]> => {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], clientId: 'chaos', logLevel: kafkajs.logLevel.NOTHING });
  const left = await endsOf(kafka);
  const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 50 });
  const received: Received[] = [];
  // Of a batch that holds nothing but the ends of transactions nobody is told otherwise.
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
    if (BigInt(lastOffset) + 1n >= (left.get(partition) ?? 0n)) left.delete(partition);
  });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: LOG_TOPIC, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        const event = decodeRecord({ value: message.value, headers: message.headers });
        received.push({ key: String(message.key), position: event.position, event });
      },
    });
    await until(() => left.size === 0, { within: 120_000, every: 50, what: 'the end of the log on Kafka' });
  } finally {
    await consumer.disconnect();
  }
  return received;
};

/** By partition, those that are not empty: one more than its last offset. */
const endsOf = async (kafka: kafkajs.Kafka): Promise<Map<number, bigint>> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(LOG_TOPIC);
    return new Map(
      offsets.filter(({ high, low }) => high !== low).map(({ partition, high }) => [partition, BigInt(high)]),
    );
  } finally {
    await admin.disconnect();
  }
};
