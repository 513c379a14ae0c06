import fc from 'fast-check';
import { domainOf, normaliseAddress } from '@mailfold/mail';

describe('a normalised address', () => {
  it.each([
    ['Jane.Doe@Example.COM', 'jane.doe@example.com'],
    ['  <Jane@example.com> ', 'jane@example.com'],
    ['"joe"@example.com', 'joe@example.com'],
    ['"Joe Doe"@example.com', '"joe doe"@example.com'],
    ['"a\\"b"@example.com', '"a\\"b"@example.com'],
    ['a..b.@docomo.ne.jp', 'a..b.@docomo.ne.jp'],
    ['"a..b."@docomo.ne.jp', 'a..b.@docomo.ne.jp'],
    ['.start@ezweb.ne.jp', '.start@ezweb.ne.jp'],
    ['jörg@münchen.de', 'jörg@xn--mnchen-3ya.de'],
    ['用户@例え.jp', '用户@xn--r8jz45g.jp'],
    ['user@XN--R8JZ45G.jp', 'user@xn--r8jz45g.jp'],
    ['user@example.com.', 'user@example.com'],
    ['user@[127.0.0.1]', 'user@[127.0.0.1]'],
    ['user+tag@example.com', 'user+tag@example.com'],
    ['a%b@relay@example.com'.replace('@relay', '%relay'), 'a%b%relay@example.com'],
    ['user@under_score.example', 'user@under_score.example'],
  ])('of %s is %s', (raw, expected) => {
    expect(normaliseAddress(raw)).toBe(expected);
  });

  it.each([
    [''],
    ['nobody'],
    ['@example.com'],
    ['a b@example.com'],
    ['user@'],
    ['"a"b"@example.com'],
    [`${'a'.repeat(500)}@example.com`],
  ])('of %j is nothing', (raw) => {
    expect(normaliseAddress(raw)).toBeUndefined();
  });

  it.each([['a@b.c\r\nRCPT TO:<x@y.z>'], ['a\n@b.c'], ['a@b\u0000.c'], ['"a\rb"@c.d']])(
    'refuses control characters: %j (X9)',
    (raw) => {
      expect(normaliseAddress(raw)).toBeUndefined();
    },
  );

  it('of a normalised address is that address', () => {
    fc.assert(
      fc.property(fc.tuple(fc.string({ unit: 'grapheme' }), fc.domain()), ([local, domain]) => {
        const once = normaliseAddress(`${local}@${domain}`);
        expect(once === undefined ? undefined : normaliseAddress(once)).toBe(once);
      }),
    );
  });

  it('accepts every address of the e-mail standard', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(normaliseAddress(address)).toBe(address.toLowerCase());
      }),
    );
  });

  it('has the domain after its last @', () => {
    expect(domainOf('"a@b"@example.com')).toBe('example.com');
  });
});
