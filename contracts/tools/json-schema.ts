import { z } from 'zod';

/** JSON Schema, as far as we look into it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

// The pattern beside a format is zod's own and may change with it; the format is what we promise.
const tidy = ({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void => {
  if (jsonSchema['format'] !== undefined) delete jsonSchema['pattern'];
  if (jsonSchema['personal'] !== true) return;
  delete jsonSchema['personal'];
  jsonSchema['x-personal'] = true;
};

/** JSON Schema 2020-12 under a name. `input`: an open content model, so fields may be added. */
export const jsonSchema = (name: string, description: string, schema: z.ZodType): JsonSchema => {
  const made = z.toJSONSchema(schema, { io: 'input', override: tidy });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://mailfold.dev/schemas/${name}.json`,
    title: name,
    description,
    ...Object.fromEntries(Object.entries(made).filter(([keyword]) => keyword !== '$schema')),
  };
};
