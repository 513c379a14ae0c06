import { catalogue } from '../events/catalogue.ts';
import { EventHeaders } from '../topics/event-headers.ts';
import { VIEWS } from '../views/catalogue.ts';
import { RowHeaders } from '../views/row-headers.ts';
import { eventSchema } from './event-schema.ts';
import { type JsonSchema, jsonSchema } from './json-schema.ts';

export const EVENT_HEADERS = 'mailfold.event-headers.v1';
export const ROW_HEADERS = 'mailfold.row-headers.v1';

/** Every schema that we publish, as the code has it now, by name: of events by type, of rows by topic, of headers. */
export const currentSchemas = (): ReadonlyMap<string, JsonSchema> =>
  new Map([
    ...catalogue.map((definition) => [definition.type, eventSchema(definition)] as const),
    ...VIEWS.map(({ topic, description, row }) => [topic, jsonSchema(topic, description, row)] as const),
    [
      EVENT_HEADERS,
      jsonSchema(EVENT_HEADERS, 'Headers of an event on a topic: CloudEvents 1.0, Kafka binding.', EventHeaders),
    ],
    [ROW_HEADERS, jsonSchema(ROW_HEADERS, "Headers of a row on a view's topic.", RowHeaders)],
  ]);
