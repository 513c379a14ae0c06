import { decodeRecord, InvalidRecord } from '@mailfold/contracts/topics';
import type { StoredEvent } from '@mailfold/event-store';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { unreadable } from './errors.ts';
import type { Taken } from './partition.ts';

type Fetched = EachBatchPayload['batch'];
type Source = Pick<Fetched, 'topic' | 'partition'>;

/** The events of a fetch. @param invalid told of each record that is none of ours; it is passed over */
export function decodeBatch(batch: Fetched, invalid: (what: string) => void): readonly Taken[] {
  const taken: Taken[] = [];
  // What an event holds on to while its data is not parsed: not the whole fetch.
  const source = { topic: batch.topic, partition: batch.partition };
  for (const message of batch.messages) {
    try {
      taken.push({ event: decode(source, message), offset: message.offset });
    } catch (thrown) {
      if (!(thrown instanceof InvalidRecord)) throw thrown;
      invalid(`${placeOf(source, message)}: ${thrown.message}`);
    }
  }
  return taken;
}

const NO_DATA = Buffer.from('null');

/**
 * Most groups handle a few types of event and pass over the others, whose data nobody looks at: it is parsed when it is first asked for,
 * which spares a third of the work. What is no JSON fails in the handler then, whose event it is.
 */
function decode(source: Source, message: KafkaMessage): StoredEvent {
  const { value, headers, offset } = message;
  const { id, type, stream, revision, position, recordedAt, meta } = decodeRecord({
    value: value === null ? null : NO_DATA,
    headers,
  });
  // Without the headers, which are more than half of what a record weighs.
  let unparsed: Unparsed | undefined = { value, place: () => placeOf(source, { offset }) };
  let data: unknown;
  return {
    id,
    type,
    stream,
    revision,
    position,
    recordedAt,
    meta,
    get data() {
      if (unparsed !== undefined) data = parse(unparsed);
      unparsed = undefined;
      return data;
    },
  };
}

interface Unparsed {
  readonly value: Buffer | null;
  readonly place: () => string;
}

function parse({ value, place }: Unparsed): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    // The parser's words quote the text, which may be personal.
    throw unreadable(place());
  }
}

const placeOf = ({ topic, partition }: Source, { offset }: Pick<KafkaMessage, 'offset'>): string =>
  `${topic}, partition ${partition}, offset ${offset}`;
