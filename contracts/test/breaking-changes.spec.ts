import { z } from 'zod';
import { defineEvent, personal } from '../events/definition.ts';
import { breakingChanges } from '../tools/breaking-changes.ts';
import { brokenPromises } from '../tools/artefacts.ts';
import { currentSchemas, EVENT_HEADERS } from '../tools/current-schemas.ts';
import { DealTimelineView } from '../views/index.ts';
import { eventSchema } from '../tools/event-schema.ts';

const shape = {
  id: z.uuid(),
  state: z.enum(['open', 'won']),
  size: z.number().int().min(0),
  name: personal(z.string()),
  note: z.string().exactOptional(),
  who: z.array(z.object({ address: z.string() })),
  range: z.tuple([z.number(), z.number()]),
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('user'), userId: z.string() }),
    z.object({ kind: z.literal('default') }),
  ]),
};

const schemaOf = (data: z.ZodType) => eventSchema(defineEvent('deal', 'Changed', 1, 'A deal changed.', data));
const before = schemaOf(z.object(shape));
const { name: _, ...nameless } = shape;

const told = (data: z.ZodType): string[] =>
  breakingChanges(before, schemaOf(data)).map(({ at, what }) => `${at}: ${what}`);
const changed = (part: Partial<Record<keyof typeof shape, z.ZodType>>): string[] =>
  told(z.object({ ...shape, ...part }));

describe('a breaking change of a published event', () => {
  it.each<[string, string[], string[]]>([
    ['a removed field', told(z.object(nameless)), ['data.name: field removed']],
    ['a new required field', told(z.object({ ...shape, more: z.string() })), ['data.more: new field is required']],
    [
      'an optional field that became required',
      changed({ note: z.string() }),
      ['data.note: field was optional and is required'],
    ],
    [
      'a required field that became optional',
      changed({ id: z.uuid().exactOptional() }),
      ['data.id: field was required and is optional'],
    ],
    ['another type', changed({ size: z.string() }), ['data.size: type changed from integer to string']],
    [
      'an integer that became any number',
      changed({ size: z.number().min(0) }),
      ['data.size: type changed from integer to number'],
    ],
    ['a value less', changed({ state: z.enum(['open']) }), ['data.state: value removed: won']],
    [
      'a text narrowed to values',
      changed({ note: z.enum(['a']).exactOptional() }),
      ['data.note: narrowed to the values a'],
    ],
    ['a tighter bound', changed({ size: z.number().int().min(1) }), ['data.size: narrowed: minimum was 0, is 1']],
    [
      'a new bound',
      changed({ note: z.string().max(10).exactOptional() }),
      ['data.note: narrowed: maxLength is new, is 10'],
    ],
    ['a new format', changed({ note: z.uuid().exactOptional() }), ['data.note: narrowed: format is new']],
    [
      'a new pattern',
      changed({ note: z.string().regex(/^a/).exactOptional() }),
      ['data.note: narrowed: pattern is new'],
    ],
    ['a field removed inside a list', changed({ who: z.array(z.object({})) }), ['data.who[].address: field removed']],
    [
      'a place of a tuple',
      changed({ range: z.tuple([z.number(), z.string()]) }),
      ['data.range[1]: type changed from number to string'],
    ],
    ['a personal mark taken away', changed({ name: z.string() }), ['data.name: no longer marked as personal']],
  ])('is %s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('is an alternative less', () => {
    const found = changed({ by: z.discriminatedUnion('kind', [z.object({ kind: z.literal('default') })]) });
    expect(found).toEqual([expect.stringMatching(/^data\.by: one of the alternatives is gone or changed: .*"user"/)]);
  });

  it('is an event that is gone', () => {
    expect(brokenPromises(new Map([['deal.Changed.v1', before]]), new Map())).toEqual([
      'deal.Changed.v1: the schema is gone',
    ]);
  });

  it('is named by event and field', () => {
    const now = new Map([['deal.Changed.v1', schemaOf(z.object(nameless))]]);
    expect(brokenPromises(new Map([['deal.Changed.v1', before]]), now)).toEqual([
      'deal.Changed.v1: data.name: field removed',
    ]);
  });
});

describe('a published event may get', () => {
  it.each<[string, string[]]>([
    ['nothing new at all', changed({})],
    ['a new optional field', told(z.object({ ...shape, more: z.string().exactOptional() }))],
    ['a new value', changed({ state: z.enum(['open', 'won', 'lost']) })],
    ['a looser bound', changed({ size: z.number().int() })],
    ['another description', changed({ id: z.uuid().describe('the deal') })],
    ['a personal mark', changed({ note: personal(z.string()).exactOptional() })],
    [
      'a new alternative',
      changed({
        by: z.discriminatedUnion('kind', [
          ...shape.by.options,
          z.object({ kind: z.literal('rule'), rule: z.string() }),
        ]),
      }),
    ],
  ])('%s', (_what, found) => {
    expect(found).toEqual([]);
  });
});

describe('the check', () => {
  const without = (schema: unknown, field: string): Record<string, unknown> => {
    const { properties, ...rest } = Object(schema);
    return { ...rest, properties: { ...properties, [field]: undefined } };
  };

  it.each([
    ['rows of views', DealTimelineView.topic, 'records'],
    ['headers of events', EVENT_HEADERS, 'ce_position'],
    ['events', 'ingest.MessageObserved.v1', 'data'],
  ])('covers %s', (_what, name, field) => {
    const published = currentSchemas();
    const now = new Map([...published, [name, without(published.get(name), field)]]);
    expect(brokenPromises(published, now)).toContain(`${name}: ${field}: field removed`);
  });
});
