import { decodeWords } from '../src/encoded-words.ts';
import { headerText } from '../src/header-text.ts';

const decoded = (text: string): string => decodeWords(text, new Set());

describe('encoded words (RFC 2047)', () => {
  it.each([
    ['=?utf-8?Q?Caf=C3=A9_au_lait?=', 'Café au lait'],
    ['=?ISO-2022-JP?B?GyRCOCtAUSRiJGobKEI=?=', '見積もり'],
    ['=?Shift_JIS?B?jKmQz4Lggug=?=', '見積もり'],
    ['=?EUC-JP?B?uKvA0aTipOo=?=', '見積もり'],
    ['=?ks_c_5601-1987?B?sN/A+7yt?=', '견적서'],
    ['=?GB2312?B?sai82w==?=', '报价'],
    ['=?big5?B?s/i7+Q==?=', '報價'],
    ['=?windows-1252?Q?=93Offer=94?=', '“Offer”'],
    ['=?utf-8*en?Q?Offer?=', 'Offer'],
    ['a =?utf-8?Q?b?= c', 'a b c'],
    ['=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
    ['=?utf-8?Q?a?=\t=?iso-8859-1?Q?b?=', 'ab'],
    ['=?utf-8?Q?=E3=81?= =?utf-8?Q?=82?=', 'あ'],
    ['=?utf-8?X?a?=', '=?utf-8?X?a?='],
    ['=?utf-8?Q?a', '=?utf-8?Q?a'],
    ['plain', 'plain'],
  ])('%s are %s', (raw, expected) => {
    expect(decoded(raw)).toBe(expected);
  });

  it('in an unknown charset are read as UTF-8 and named as a problem', () => {
    const problems = new Set<string>();
    expect(decodeWords('=?x-foo?Q?abc?=', problems)).toBe('abc');
    expect([...problems]).toEqual(['charset-unknown: x-foo']);
  });

  it('in UTF-7 are not decoded: it can hide markup', () => {
    expect(decoded('=?utf-7?Q?+ADw-script+AD4-?=')).toBe('+ADw-script+AD4-');
  });
});

describe('header text', () => {
  const text = (raw: string): string => headerText(raw, new Set());

  it('has no line break that an encoded word brings in (X9)', () => {
    expect(text('=?utf-8?Q?a=0D=0ABcc:_x@y.z?=')).toBe('a Bcc: x@y.z');
  });

  it('is unfolded', () => {
    expect(text(' a\r\n b\r\n\tc\r\n')).toBe('a b c');
  });

  it('reads raw UTF-8 (RFC 6532)', () => {
    expect(text(Buffer.from('見積', 'utf8').toString('latin1'))).toBe('見積');
  });

  it('reads raw ISO-2022-JP', () => {
    expect(text('\u001b$B8+@Q\u001b(B')).toBe('見積');
  });

  it('reads other raw bytes as windows-1252', () => {
    expect(text('Caf\u00e9')).toBe('Café');
  });
});
