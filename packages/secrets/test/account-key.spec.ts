import fc from 'fast-check';
import { AccountKey } from '@mailfold/secrets';

const key = new AccountKey(Buffer.alloc(32, 1));
const other = new AccountKey(Buffer.alloc(32, 2));
const AAD = 'imap-password of an account';
const SECRET = 'correct horse battery staple';

/** With the character in the middle exchanged. */
function changed(text: string): string {
  const middle = text.length - 20;
  const one = text[middle] === 'A' ? 'B' : 'A';
  return text.slice(0, middle) + one + text.slice(middle + 1);
}

describe('a sealed value', () => {
  it('opens to any text that was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(key.open(key.seal(text, AAD), AAD)).toBe(text);
      }),
    );
  });

  it('is another each time', () => {
    expect(key.seal(SECRET, AAD)).not.toBe(key.seal(SECRET, AAD));
  });

  it('opens after a restart under the same key', () => {
    expect(new AccountKey(Buffer.alloc(32, 1)).open(key.seal(SECRET, AAD), AAD)).toBe(SECRET);
  });

  it.each([
    ['under the key of another account', () => other.open(key.seal(SECRET, AAD), AAD)],
    ['in another place', () => key.open(key.seal(SECRET, AAD), 'imap-password of another')],
    ['when it was changed', () => key.open(changed(key.seal(SECRET, AAD)), AAD)],
  ])('does not open %s', (_where, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'secrets/wrong-key', retry: 'never' }));
  });

  it.each([[''], ['s1.'], ['plain text'], ['s2.AAAA']])('that never was one is damaged: %j', (sealed) => {
    expect(() => key.open(sealed, AAD)).toThrow(expect.objectContaining({ code: 'secrets/damaged' }));
  });

  it('never shows in an error (X21)', () => {
    const sealed = key.seal(SECRET, AAD);
    expect(() => key.open(sealed, 'other')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(SECRET), details: {} }),
    );
  });
});

describe('a keyed digest', () => {
  const digest = (by: AccountKey, domain: string, ...parts: readonly string[]) =>
    by.digest(domain, ...parts).toString('hex');

  it('is the same for the same account, domain and parts', () => {
    expect(digest(key, 'identity', 'a')).toBe(digest(key, 'identity', 'a'));
  });

  it('is another for another account, domain or cut of the parts', () => {
    const all = [
      digest(key, 'identity', 'ab', 'c'),
      digest(key, 'identity', 'a', 'bc'),
      digest(key, 'address', 'ab', 'c'),
      digest(other, 'identity', 'ab', 'c'),
    ];
    expect(new Set(all).size).toBe(4);
  });
});
