import fc from 'fast-check';
import { z } from 'zod';
import { cursor, positionToken } from '../src/index.ts';

describe('a position token', () => {
  it('says what it was made of', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), (key, position) => {
        expect(positionToken.decode(positionToken.encode({ key, position }))).toEqual({ key, position });
      }),
    );
  });

  it('is refused when it is something else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => positionToken.decode(text)).toThrow(expect.objectContaining({ code: 'api/bad-token' }));
      }),
    );
  });
});

describe('a cursor', () => {
  const shape = z.tuple([z.string(), z.string()]);

  it('says what it was made of', () => {
    expect(cursor.decode(cursor.encode(['2026-11-23T00:00:00.000Z', '見積']), shape)).toEqual([
      '2026-11-23T00:00:00.000Z',
      '見積',
    ]);
  });

  it('is refused when it belongs to another list', () => {
    expect(() => cursor.decode(cursor.encode({ other: 1 }), shape)).toThrow(
      expect.objectContaining({ code: 'api/bad-cursor' }),
    );
  });
});
