import fc from 'fast-check';
import { parseAddressList } from '../src/address-list.ts';

const parsed = (text: string): readonly (readonly (string | undefined)[])[] =>
  parseAddressList(text, new Set()).map(({ name, address }) => (name === undefined ? [address] : [address, name]));

describe('an address list (RFC 5322 §3.4)', () => {
  it.each([
    ['jane@example.com', [['jane@example.com']]],
    ['Jane Doe <Jane@Example.com>', [['jane@example.com', 'Jane Doe']]],
    ['"Doe, Jane" <jane@example.com>, joe@example.com', [['jane@example.com', 'Doe, Jane'], ['joe@example.com']]],
    ['jane@example.com (Jane Doe)', [['jane@example.com', 'Jane Doe']]],
    ['"a\\"b" <x@example.com>', [['x@example.com', 'a"b']]],
    [
      'Sales: a@example.com, B <b@example.com>;, c@example.com',
      [['a@example.com'], ['b@example.com', 'B'], ['c@example.com']],
    ],
    ['undisclosed-recipients:;', []],
    ['a@example.com; b@example.com', [['a@example.com'], ['b@example.com']]],
    ['Jane jane@example.com', [['jane@example.com', 'Jane']]],
    ['<@relay.example:jane@example.com>', [['jane@example.com']]],
    ['Pete(A chap) <pete(his account)@silly.test(his host)>', [['pete@silly.test', 'Pete']]],
    ['"jane@example.com" <jane@example.com>', [['jane@example.com']]],
    ['"joe@bank.example" <mallory@example.com>', [['mallory@example.com', 'joe@bank.example']]],
    [
      '=?utf-8?Q?CEO_=3Cceo=40bank.example=3E?= <mallory@example.com>',
      [['mallory@example.com', 'CEO <ceo@bank.example>']],
    ],
    ['=?utf-8?B?5bGx55Sw?= <a..b.@docomo.ne.jp>', [['a..b.@docomo.ne.jp', '山田']]],
    ['Nobody At All', [['', 'Nobody At All']]],
    ['', []],
    [',,;', []],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it('keeps an address whose bracket does not close', () => {
    expect(parsed('Jane <jane@example.com')).toEqual([['jane@example.com', 'Jane']]);
  });

  it('never has control characters in a name (X9)', () => {
    expect(parsed('=?utf-8?Q?a=0D=0Ab?= <x@example.com>')).toEqual([['x@example.com', 'a b']]);
  });

  it('reads anything', () => {
    const pieces = fc.constantFrom('"', '(', ')', '<', '>', ':', ';', ',', '\\', '@', ' ', 'a', 'b.c', '=?utf-8?Q?a?=');
    fc.assert(
      fc.property(fc.array(pieces), (text) => {
        expect(Array.isArray(parsed(text.join('')))).toBe(true);
      }),
    );
  });

  it.each(['(', '"', '"\\', '<', 'a:', '@:', ',', '()', '(('.padEnd(3, ')'), 'a@b.c,', '<>'])(
    'takes linear time for a megabyte of %s (X18)',
    (piece) => {
      const began = process.cpuUsage();
      parsed(piece.repeat(1_000_000 / piece.length));
      expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2000);
    },
  );
});
