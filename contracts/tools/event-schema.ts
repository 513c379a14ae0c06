import { z } from 'zod';
import type { EventDefinition } from '../events/definition.ts';
import { Envelope } from '../events/envelope.ts';
import { type JsonSchema, jsonSchema } from './json-schema.ts';

const withData = (definition: EventDefinition): z.ZodType => {
  const envelope = Envelope.extend({ type: z.literal(definition.type), data: definition.data });
  return definition.context === 'directory'
    ? envelope.omit({ accountId: true })
    : envelope.required({ accountId: true });
};

/** JSON Schema of an event with its envelope. */
export const eventSchema = (definition: EventDefinition): JsonSchema =>
  jsonSchema(definition.type, definition.description, withData(definition));
