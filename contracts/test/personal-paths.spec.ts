import { z } from 'zod';
import { catalogue, MessageObserved, personal, personalPaths } from '../index.ts';
import { eventSchema } from '../tools/event-schema.ts';

const marks = (schema: unknown): number => JSON.stringify(schema).split('"x-personal":true').length - 1;

describe('personal fields', () => {
  it('are found through objects, lists, options and unions', () => {
    const schema = z.object({
      a: personal(z.string()),
      b: z.array(personal(z.string())).exactOptional(),
      c: z.union([z.object({ d: personal(z.string()) }), z.object({ e: z.number() })]),
      f: z.array(z.object({ g: personal(z.string()).exactOptional(), h: z.string() })),
    });
    expect(personalPaths(schema)).toEqual(['a', 'b[]', 'c.d', 'f[].g']);
  });

  it('of a message are what names people and what they wrote', () => {
    expect(personalPaths(MessageObserved.data)).toEqual(
      expect.arrayContaining([
        'subject',
        'from[]',
        'to[]',
        'cc[]',
        'bcc[]',
        'attachments[].filename',
        'internetMessageId',
      ]),
    );
  });

  it.each(catalogue)('of $type are all marked in its JSON Schema', (definition) => {
    const unique = new Set(personalPaths(definition.data));
    expect(marks(eventSchema(definition))).toBeGreaterThanOrEqual(unique.size);
    expect(marks(eventSchema(definition)) > 0).toBe(unique.size > 0);
  });
});
