import { inspect } from 'node:util';
import { KeyRing, keyRingFrom, MasterKey, type WrappedKey } from '@mailfold/secrets';
import { AwayAtTimes } from './away-at-times.ts';
import { local, masterKey } from './local-keys.ts';

const AAD = 'login of an account';
const SECRET = 'correct horse battery staple';

/** With the character in the middle exchanged. */
const changed = (text: string): string => text.replace(/.(?=.{20}$)/, (one) => (one === 'A' ? 'B' : 'A'));
const base64 = (n: number): string => Buffer.alloc(32, n).toString('base64');

describe('a ring of master keys', () => {
  const ring = new KeyRing({ current: local(1) });

  it('opens still what was wrapped and sealed once, after a restart', async () => {
    const wrapped = 'k1.16c3f870.gniBexFayVjzcw7YLmLlsD98x6n-XTDn7GnochrRpmPUlbsw2lY0ArEdj0VvtoylHIM4i2etAKpdz7Gi';
    const sealed = 's1.-2CdY-6U3m2iwmJgbVXYvncGUaS_WQqpS5yskPQTI7DP7uqgWPNuVtAgyITDxXj0hogeU0Nof8c';
    expect((await ring.open(wrapped)).open(sealed, 'imap-password of an account')).toBe(SECRET);
  });

  it('under another master key says which key is asked for and what to do', async () => {
    const { wrapped } = await ring.newKey();
    const stranger = new KeyRing({ current: local(2) });
    await expect(stranger.open(wrapped)).rejects.toMatchObject({
      code: 'secrets/wrong-key',
      message: expect.stringMatching(new RegExp(`master key ${masterKey(1).id}.*Put back the key`)),
    });
  });

  it.each([[''], ['k1.x.y'], ['k2..'], ['changed']])('calls a key that never was one damaged: %j', async (text) => {
    const wrapped: WrappedKey = text === 'changed' ? changed((await ring.newKey()).wrapped) : text;
    await expect(ring.open(wrapped)).rejects.toMatchObject({ code: 'secrets/damaged', retry: 'never' });
  });

  it('exchanges the master key without sealing anything again (X21)', async () => {
    const { wrapped, key } = await ring.newKey();
    const sealed = key.seal(SECRET, AAD);
    const both = new KeyRing({ current: local(2), previous: [local(1)] });
    expect((await both.open(wrapped)).open(sealed, AAD)).toBe(SECRET);
    const again = await both.rewrap(wrapped);
    expect((await new KeyRing({ current: local(2) }).open(again)).open(sealed, AAD)).toBe(SECRET);
    await expect(ring.open(again)).rejects.toMatchObject({ code: 'secrets/wrong-key' });
  });

  it('shows in no log', async () => {
    const { key, wrapped } = await ring.newKey();
    await ring.open(wrapped);
    const shown = [masterKey(1), ring, key].map((one) => `${inspect(one, { depth: 9 })} ${JSON.stringify(one)}`).join();
    expect(shown).not.toContain(Buffer.alloc(32, 1).toString('hex').slice(0, 8));
    expect(shown).not.toContain('<Buffer');
  });
});

describe('a master key that is away', () => {
  it('is asked once for those who ask at the same time, and not again for a while', async () => {
    const kms = new AwayAtTimes(local(1));
    const { wrapped } = await new KeyRing({ current: local(1) }).newKey();
    const ring = new KeyRing({ current: kms });
    await Promise.all([ring.open(wrapped), ring.open(wrapped)]);
    await ring.open(wrapped);
    expect(kms.asked).toBe(1);
  });

  it('leaves in use what is open, to the end of its time, and then is an error that is tried again', async () => {
    const kms = new AwayAtTimes(local(1));
    const ring = new KeyRing({ current: kms, keepMs: 200 });
    const { wrapped, key } = await ring.newKey();
    const sealed = key.seal(SECRET, AAD);
    kms.away = true;
    // More than half of the time is over when it is asked again, in vain.
    await kms.untilAsked(async () => expect((await ring.open(wrapped)).open(sealed, AAD)).toBe(SECRET));
    await kms.untilForgotten(async () => void (await ring.open(wrapped)));
    await expect(ring.open(wrapped)).rejects.toMatchObject({ code: 'secrets/kms-unreachable', retry: 'backoff' });
    kms.away = false;
    expect((await ring.open(wrapped)).open(sealed, AAD)).toBe(SECRET);
  });
});

describe('the settings of keys', () => {
  it('give one current key, and any number of previous ones', async () => {
    const ring = await keyRingFrom({
      MAILFOLD_MASTER_KEY: base64(1),
      MAILFOLD_MASTER_KEY_PREVIOUS: `${base64(2)},${base64(3)}`,
    });
    expect(await ring.currentId()).toBe(masterKey(1).id);
    expect([1, 2, 3, 4].map((n) => ring.knows(masterKey(n).id))).toEqual([true, true, true, false]);
  });

  it('are refused where they have none (X22), and where they have two current ones', async () => {
    await expect(keyRingFrom({ MAILFOLD_MASTER_KEY_PREVIOUS: base64(1) })).rejects.toMatchObject({
      code: 'secrets/no-master-key',
    });
    await expect(keyRingFrom({ MAILFOLD_MASTER_KEY: base64(1), MAILFOLD_KMS_KEY: 'alias/x' })).rejects.toMatchObject({
      code: 'secrets/two-master-keys',
    });
  });
});

describe('a master key', () => {
  it('comes from base64, with the space around it that a setting may have', () => {
    expect(MasterKey.fromBase64(` ${base64(1)}\n`).id).toBe(masterKey(1).id);
  });

  it.each([[''], ['short'], [Buffer.alloc(16).toString('base64')], ['!'.repeat(44)]])(
    'is refused unless it has 32 bytes: %j',
    (text) => {
      expect(() => MasterKey.fromBase64(text)).toThrow(expect.objectContaining({ code: 'secrets/bad-master-key' }));
    },
  );
});
