import { z } from 'zod';
import type { EventDefinition } from '../events/definition.ts';
import { Envelope } from '../events/envelope.ts';

/** JSON Schema, as far as we look into it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const withData = (definition: EventDefinition): z.ZodType => {
  const envelope = Envelope.extend({ type: z.literal(definition.type), data: definition.data });
  return definition.context === 'directory'
    ? envelope.omit({ accountId: true })
    : envelope.required({ accountId: true });
};

// The pattern beside a format is zod's own and may change with it; the format is what we promise.
const tidy = ({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void => {
  if (jsonSchema['format'] !== undefined) delete jsonSchema['pattern'];
  if (jsonSchema['personal'] !== true) return;
  delete jsonSchema['personal'];
  jsonSchema['x-personal'] = true;
};

/** JSON Schema 2020-12 of an event with its envelope. `input`: an open content model, so fields may be added. */
export const eventSchema = (definition: EventDefinition): JsonSchema => {
  const schema = z.toJSONSchema(withData(definition), { io: 'input', override: tidy });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://mailfold.dev/schemas/${definition.type}.json`,
    title: definition.type,
    description: definition.description,
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema')),
  };
};
