import type { ReadStoreFixture } from './fixture.ts';

export function valueFacts(fixture: () => ReadStoreFixture): void {
  describe('values', () => {
    const one = async (text: string, ...values: Parameters<ReadStoreFixture['store']['query']>[1] & object) => {
      const [row] = await fixture().store.query<{ value: unknown }>(`select ${text} as value`, values);
      return row?.value;
    };

    it('gives an int8 as a number', async () => {
      expect(await one('9007199254740991::int8')).toBe(9_007_199_254_740_991);
    });

    it('gives a timestamptz in UTC with milliseconds', async () => {
      expect(await one("'2026-11-23 14:00:05.678901+09'::timestamptz")).toBe('2026-11-23T05:00:05.678Z');
    });

    it('pads a timestamptz of whole seconds', async () => {
      expect(await one("'2026-11-23 14:00:05+00'::timestamptz")).toBe('2026-11-23T14:00:05.000Z');
    });

    it('takes a Date and a text as the same instant', async () => {
      const iso = '2026-11-23T14:00:05.678Z';
      expect(await one('$1::timestamptz = $2::timestamptz', new Date(iso), iso)).toBe(true);
    });

    it('parses json', async () => {
      expect(await one('\'{"a": [1, null]}\'::json')).toEqual({ a: [1, null] });
    });

    it('takes a plain object as json', async () => {
      expect(await one('$1::jsonb', { a: 'quoted "text"' })).toEqual({ a: 'quoted "text"' });
    });

    it('takes an array as an SQL array, awkward texts and nulls too', async () => {
      const texts = ['a,b', '"', '\\', '{}', '', null, '日本'];
      expect(await one('$1::text[]', texts)).toEqual(texts);
    });

    it('gives arrays of int8 and timestamptz element by element', async () => {
      expect(await one('array[1, null, 3]::int8[]')).toEqual([1, null, 3]);
      expect(await one("array['2026-11-23 14:00:05+00']::timestamptz[]")).toEqual(['2026-11-23T14:00:05.000Z']);
    });

    it('takes and gives bytes', async () => {
      expect(await one('$1::bytea', Uint8Array.of(0, 255, 92))).toEqual(Buffer.of(0, 255, 92));
    });
  });
}
