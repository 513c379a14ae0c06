import { decodeRef, encodeRef } from '../src/pack-ref.ts';

describe('a reference', () => {
  const place = {
    account: '0198c5a0-0000-7000-8000-000000000001',
    pack: '000001-abcde',
    offset: 67_000_000,
    length: 3500,
    digest: 'AAAAAAAAAAAAAAAAAAAAAA',
  };

  it('says where the blob lies', () => {
    expect(decodeRef(encodeRef(place))).toEqual(place);
  });

  it.each([
    [''],
    ['f1'],
    ['f2.x.y.z'],
    [`${encodeRef(place)}.x`],
    [encodeRef(place).replace('000001-abcde', '../../x')],
  ])('is not %j', (text) => {
    expect(decodeRef(text)).toBeUndefined();
  });
});
