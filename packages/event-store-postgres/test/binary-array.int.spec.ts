import { freshDatabase } from '@mailfold/dev-env';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import fc from 'fast-check';
import { int4Array, jsonArray, textArray, uuidArray } from '../src/binary-array.ts';

describe('arrays in PostgreSQL’s binary form', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let store: PostgresReadStore;

  beforeAll(async () => {
    database = await freshDatabase();
    store = await PostgresReadStore.connect({ url: database.url });
  });
  afterAll(async () => {
    await store[Symbol.asyncDispose]();
    await database.drop();
  });

  const echo = async (type: string, value: Buffer): Promise<unknown> =>
    (await store.query<{ value: unknown }>(`select $1::${type}[] as value`, [value]))[0]?.value;

  it('arrive as the texts that they are', async () => {
    const text = fc.string({ unit: 'binary' }).map((any) => any.replaceAll('\u0000', '').toWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
        expect(await echo('text', textArray(texts))).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });

  it('arrive as the numbers that they are', async () => {
    const numbers = [0, -1, 2_147_483_647, -2_147_483_648];
    expect(await echo('int4', int4Array(numbers))).toEqual(numbers);
  });

  it('arrive as the ids that they are', async () => {
    const ids = ['018f0000-0000-7000-8000-00000000000a', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    expect(await echo('uuid', uuidArray(ids))).toEqual(ids);
  });

  it('arrive as JSON, with the text as it was written', async () => {
    const texts = ['{"b":1,  "a":"\\u0000"}', 'null', '"日本"'];
    const rows = await store.query('select value::text from unnest($1::json[]) as value', [jsonArray(texts)]);
    expect(rows).toEqual(texts.map((value) => ({ value })));
  });
});
