import type { JsonSchema } from './json-schema.ts';

/** One thing that readers of stored events, or subscribers, cannot take. */
export interface BreakingChange {
  /** `data.from[].address` */
  readonly at: string;
  readonly what: string;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const schemasOf = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);
const propertiesOf = (schema: JsonSchema): ReadonlyMap<string, JsonSchema> =>
  new Map(
    Object.entries(isSchema(schema['properties']) ? schema['properties'] : {}).flatMap(([key, value]) =>
      isSchema(value) ? [[key, value]] : [],
    ),
  );
const requiredOf = (schema: JsonSchema): ReadonlySet<unknown> =>
  new Set(Array.isArray(schema['required']) ? schema['required'] : []);
const valuesOf = (schema: JsonSchema): readonly unknown[] | undefined => {
  if ('const' in schema) return [schema['const']];
  return Array.isArray(schema['enum']) ? schema['enum'] : undefined;
};
const branchesOf = (schema: JsonSchema): readonly JsonSchema[] => [
  ...schemasOf(schema['anyOf']),
  ...schemasOf(schema['oneOf']),
];

type Compare = (before: JsonSchema, after: JsonSchema, at: string) => readonly BreakingChange[];

const told = (at: string, what: string): BreakingChange => ({ at: at === '' ? 'the whole' : at, what });

const changedType: Compare = (before, after, at) => {
  const [was, is] = [before['type'], after['type']];
  return was === is ? [] : [told(at, `type changed from ${String(was)} to ${String(is)}`)];
};

const narrowedValues: Compare = (before, after, at) => {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  if (is === undefined) return [];
  if (was === undefined) return [told(at, `narrowed to the values ${is.map(String).join(', ')}`)];
  return was.filter((value) => !is.includes(value)).map((value) => told(at, `value removed: ${String(value)}`));
};

// Keyword by keyword: whether the later bound shuts out what the earlier let in.
const NARROWS: Readonly<Record<string, (was: number, is: number) => boolean>> = {
  minimum: (was, is) => is > was,
  exclusiveMinimum: (was, is) => is > was,
  minLength: (was, is) => is > was,
  minItems: (was, is) => is > was,
  maximum: (was, is) => is < was,
  exclusiveMaximum: (was, is) => is < was,
  maxLength: (was, is) => is < was,
  maxItems: (was, is) => is < was,
};

const narrowedBounds: Compare = (before, after, at) =>
  Object.entries(NARROWS).flatMap(([keyword, narrows]) => {
    const [was, is] = [before[keyword], after[keyword]];
    if (typeof is !== 'number') return [];
    if (typeof was === 'number' && !narrows(was, is)) return [];
    return [told(at, `narrowed: ${keyword} ${typeof was === 'number' ? `was ${was}` : 'is new'}, is ${is}`)];
  });

const narrowedTexts: Compare = (before, after, at) =>
  ['pattern', 'format'].flatMap((keyword) =>
    after[keyword] === undefined || after[keyword] === before[keyword]
      ? []
      : [told(at, `narrowed: ${keyword} ${before[keyword] === undefined ? 'is new' : 'changed'}`)],
  );

const unmarked: Compare = (before, after, at) =>
  before['x-personal'] === true && after['x-personal'] !== true ? [told(at, 'no longer marked as personal')] : [];

const changedFields: Compare = (before, after, at) => {
  const [was, is] = [propertiesOf(before), propertiesOf(after)];
  const [needed, needs] = [requiredOf(before), requiredOf(after)];
  const inside = (key: string): string => (at === '' ? key : `${at}.${key}`);
  const kept = [...was].flatMap(([key, schema]) => {
    const now = is.get(key);
    if (now === undefined) return [told(inside(key), 'field removed')];
    const optional =
      needed.has(key) && !needs.has(key) ? [told(inside(key), 'field was required and is optional')] : [];
    const required =
      !needed.has(key) && needs.has(key) ? [told(inside(key), 'field was optional and is required')] : [];
    return [...optional, ...required, ...breakingChanges(schema, now, inside(key))];
  });
  const added = [...is.keys()].filter((key) => !was.has(key) && needs.has(key));
  return [...kept, ...added.map((key) => told(inside(key), 'new field is required'))];
};

const changedItems: Compare = (before, after, at) => {
  const [was, is] = [schemasOf(before['prefixItems']), schemasOf(after['prefixItems'])];
  const places = was.flatMap((schema, n) => {
    const now = is[n];
    return now === undefined ? [told(`${at}[${n}]`, 'place removed')] : breakingChanges(schema, now, `${at}[${n}]`);
  });
  const [each, eachNow] = [before['items'], after['items']];
  if (!isSchema(eachNow)) return places;
  return [
    ...places,
    ...(isSchema(each)
      ? breakingChanges(each, eachNow, `${at}[]`)
      : [told(`${at}[]`, 'narrowed to items of one shape')]),
  ];
};

const removedBranches: Compare = (before, after, at) => {
  const [was, is] = [branchesOf(before), branchesOf(after)];
  if (is.length === 0) return [];
  const lost = (was.length === 0 ? [] : was).filter((branch) =>
    is.every((now) => breakingChanges(branch, now, at).length > 0),
  );
  return lost.map((branch) =>
    told(at, `one of the alternatives is gone or changed: ${JSON.stringify(branch).slice(0, 200)}`),
  );
};

const COMPARISONS: readonly Compare[] = [
  changedType,
  narrowedValues,
  narrowedBounds,
  narrowedTexts,
  unmarked,
  changedFields,
  changedItems,
  removedBranches,
];

/**
 * What of a published schema a new one breaks: a stored event that no longer parses, or a field that a subscriber relied on. New optional
 * fields, new values of an enumeration and new alternatives break nothing: subscribers take what they do not know for *other*.
 */
export function breakingChanges(before: JsonSchema, after: JsonSchema, at = ''): readonly BreakingChange[] {
  return COMPARISONS.flatMap((compare) => compare(before, after, at));
}
