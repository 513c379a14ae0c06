import fc from 'fast-check';
import { binaryArray } from '../src/binary-array.ts';
import { PostgresReadStore } from '../src/postgres-read-store.ts';
import { KillableCluster } from '../src/testing/killable-cluster.ts';
import { reachableFolder } from '../src/testing/reachable-folder.ts';

const ID = '018f0000-0000-7000-8000-00000000000a';

const text = fc.string({ unit: 'binary', maxLength: 400 }).map((any) => any.replaceAll('\u0000', '').toWellFormed());
const int = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
const instant = fc
  .date({ min: new Date('1720-01-01'), max: new Date('2280-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const ELEMENTS: [string, fc.Arbitrary<unknown>][] = [
  ['text', text],
  ['uuid', fc.uuid()],
  ['smallint', int(16)],
  ['integer', int(32)],
  ['bigint', fc.maxSafeInteger()],
  ['timestamptz', instant],
  ['boolean', fc.boolean()],
];

describe('arrays in PostgreSQL’s binary form', () => {
  let folder: Awaited<ReturnType<typeof reachableFolder>>;
  let cluster: KillableCluster;
  let store: PostgresReadStore;

  beforeAll(async () => {
    folder = await reachableFolder();
    cluster = await KillableCluster.start(folder.path);
    store = await PostgresReadStore.connect({ url: cluster.url });
  });
  afterAll(async () => {
    await store[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const echo = async (type: string, value: Buffer | undefined): Promise<unknown> => {
    if (value === undefined) throw new TypeError(`no binary form of ${type}[]`);
    return (await store.query<{ value: unknown }>(`select $1::${type}[] as value`, [value]))[0]?.value;
  };

  it.each(ELEMENTS)('arrive as they are, nulls too: %s', async (type, element) => {
    const lists = fc.array(fc.oneof(element, fc.constant(null)), { minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(lists, async (values) => {
        expect(await echo(type, binaryArray(type, values))).toEqual(values);
      }),
      { numRuns: 40 },
    );
  });

  it('arrive as JSON, with the text as it was written', async () => {
    const texts = ['{"b":1,  "a":"\\u0000"}', 'null', '"日本"'];
    const rows = await store.query('select value::text from unnest($1::json[]) as value', [
      binaryArray('json', texts) ?? null,
    ]);
    expect(rows).toEqual(texts.map((value) => ({ value })));
  });

  it.each<[string, unknown]>([
    ['int4multirange', '{}'],
    ['uuid', 'not an id'],
    ['uuid', ID.replaceAll('-', '_')],
    ['uuid', `${ID.slice(0, -1)}g`],
    ['integer', 2 ** 31],
    ['integer', 0.5],
    ['integer', '1'],
    ['bigint', 2 ** 53],
    ['timestamptz', '2026-11-23T14:00:05.678901Z'],
    ['timestamptz', '2026-11-23'],
    ['timestamptz', '1500-01-01T00:00:00Z'],
    ['boolean', 'true'],
    ['text', ['nested']],
    ['json', { an: 'object' }],
  ])('go as text when they have no binary form: %s %j', (type, value) => {
    expect(binaryArray(type, [value])).toBeUndefined();
  });

  it('are refused by the server, with its words, when a value is wrong', async () => {
    await expect(store.query('select $1::uuid[]', [['not an id']])).rejects.toThrow(/input syntax for type uuid/);
  });
});
