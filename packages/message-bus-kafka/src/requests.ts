import type { TopicMessages } from 'kafkajs';

/** A record on its way out. `value: null` removes the key from a compacted topic. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request holds no more, uncompressed: brokers take a batch of 1 MB, compressed. A larger record goes alone. */
const MOST_BYTES = 900_000;

/** Cut into requests, in order. */
export function requestsOf(records: readonly OutgoingRecord[], mostBytes = MOST_BYTES): TopicMessages[][] {
  const requests: TopicMessages[][] = [];
  let [byTopic, bytes] = [new Map<string, TopicMessages>(), mostBytes];
  for (const record of records) {
    bytes += sizeOf(record);
    if (bytes > mostBytes) {
      [byTopic, bytes] = [new Map(), sizeOf(record)];
      requests.push([]);
    }
    let messages = byTopic.get(record.topic);
    if (messages === undefined) {
      messages = { topic: record.topic, messages: [] };
      byTopic.set(record.topic, messages);
      requests.at(-1)?.push(messages);
    }
    messages.messages.push({ key: record.key, value: record.value, headers: record.headers });
  }
  return requests;
}

const PER_RECORD = 32;

function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let bytes = PER_RECORD + key.length + (value?.length ?? 0);
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0) + 4;
  return bytes;
}
