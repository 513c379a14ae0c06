import { inspect } from 'node:util';
import fc from 'fast-check';
import { MasterKey, Sealer } from '@mailfold/secrets';

const master = MasterKey.fromBuffer(Buffer.alloc(32, 1));
const sealer = new Sealer(master);
const key = sealer.newAccountKey();
const AAD = 'imap-password of an account';
const SECRET = 'correct horse battery staple';

/** With the character in the middle exchanged. */
function changed(text: string): string {
  const middle = text.length - 20;
  const other = text[middle] === 'A' ? 'B' : 'A';
  return text.slice(0, middle) + other + text.slice(middle + 1);
}

describe('a sealed value', () => {
  it('opens to any text that was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sealer.open(key, sealer.seal(key, text, AAD), AAD)).toBe(text);
      }),
    );
  });

  it('is another each time', () => {
    expect(sealer.seal(key, SECRET, AAD)).not.toBe(sealer.seal(key, SECRET, AAD));
  });

  it('opens after a restart under the same master key', () => {
    const sealed = sealer.seal(key, SECRET, AAD);
    const again = new Sealer(MasterKey.fromBuffer(Buffer.alloc(32, 1)));
    expect(again.open(key, sealed, AAD)).toBe(SECRET);
  });

  it('opens still: what was sealed once stays readable', () => {
    const wrapped = 'k1.16c3f870.gniBexFayVjzcw7YLmLlsD98x6n-XTDn7GnochrRpmPUlbsw2lY0ArEdj0VvtoylHIM4i2etAKpdz7Gi';
    const sealed = 's1.-2CdY-6U3m2iwmJgbVXYvncGUaS_WQqpS5yskPQTI7DP7uqgWPNuVtAgyITDxXj0hogeU0Nof8c';
    expect(sealer.open(wrapped, sealed, AAD)).toBe(SECRET);
  });

  it.each([
    ['under the key of another account', () => sealer.open(sealer.newAccountKey(), sealer.seal(key, SECRET, AAD), AAD)],
    ['in another place', () => sealer.open(key, sealer.seal(key, SECRET, AAD), 'imap-password of another')],
    ['when it was changed', () => sealer.open(key, changed(sealer.seal(key, SECRET, AAD)), AAD)],
  ])('does not open %s', (_where, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'secrets/wrong-key', retry: 'never' }));
  });

  it('under another master key says which key is asked for and what to do', () => {
    const stranger = new Sealer(MasterKey.fromBuffer(Buffer.alloc(32, 2)));
    expect(() => stranger.open(key, sealer.seal(key, SECRET, AAD), AAD)).toThrow(
      expect.objectContaining({
        code: 'secrets/wrong-key',
        message: expect.stringMatching(new RegExp(`master key ${master.id}.*Put back the key`)),
      }),
    );
  });

  it.each([[''], ['s1.'], ['plain text'], ['s2.AAAA']])('that never was one is damaged: %j', (sealed) => {
    expect(() => sealer.open(key, sealed, AAD)).toThrow(expect.objectContaining({ code: 'secrets/damaged' }));
  });

  it.each([[''], ['k1.x.y'], [changed(key)]])('under a key that never was one is damaged: %j', (wrapped) => {
    expect(() => sealer.seal(wrapped, SECRET, AAD)).toThrow(expect.objectContaining({ code: 'secrets/damaged' }));
  });

  it('never shows in an error', () => {
    const sealed = sealer.seal(key, SECRET, AAD);
    expect(() => sealer.open(key, sealed, 'other')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(SECRET), details: {} }),
    );
  });
});

describe('a keyed digest', () => {
  const digest = (wrapped: string, domain: string, ...parts: readonly string[]) =>
    sealer.keyedDigest(wrapped, domain, ...parts).toString('hex');

  it('is the same for the same account, domain and parts', () => {
    expect(digest(key, 'identity', 'a')).toBe(digest(key, 'identity', 'a'));
  });

  it('is another for another account, domain or cut of the parts', () => {
    const all = [
      digest(key, 'identity', 'ab', 'c'),
      digest(key, 'identity', 'a', 'bc'),
      digest(key, 'address', 'ab', 'c'),
      digest(sealer.newAccountKey(), 'identity', 'ab', 'c'),
    ];
    expect(new Set(all).size).toBe(4);
  });
});

describe('a master key', () => {
  it('can be exchanged without sealing anything again (X21)', () => {
    const sealed = sealer.seal(key, SECRET, AAD);
    const next = new Sealer(MasterKey.fromBuffer(Buffer.alloc(32, 2)));
    const rewrapped = sealer.rewrap(key, next);
    expect(next.open(rewrapped, sealed, AAD)).toBe(SECRET);
    expect(() => sealer.open(rewrapped, sealed, AAD)).toThrow(expect.objectContaining({ code: 'secrets/wrong-key' }));
  });

  it('comes from base64, with the space around it that a setting may have', () => {
    expect(MasterKey.fromBase64(` ${Buffer.alloc(32, 1).toString('base64')}\n`).id).toBe(master.id);
  });

  it.each([[''], ['short'], [Buffer.alloc(16).toString('base64')], ['!'.repeat(44)]])(
    'is refused unless it has 32 bytes: %j',
    (text) => {
      expect(() => MasterKey.fromBase64(text)).toThrow(expect.objectContaining({ code: 'secrets/bad-master-key' }));
    },
  );

  it('shows in no log', () => {
    const hex = Buffer.alloc(32, 1).toString('hex').slice(0, 8);
    const shown = `${inspect(master)} ${inspect(sealer, { depth: 5 })} ${JSON.stringify({ master })}`;
    expect(shown).not.toContain(hex);
    expect(shown).not.toContain('<Buffer');
  });
});
