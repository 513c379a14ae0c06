import { describeWith } from '@mailfold/dev-env';
import { AwsKeyManagement, KeyRing, keyRingFrom, type WrappedKey } from '@mailfold/secrets';
import { useKmsAt } from './config.ts';
import { findLocalKms, type LocalKms } from './local-kms.ts';
import { local, masterKey } from './local-keys.ts';

const AAD = 'login of an account';
const SECRET = 'correct horse battery staple';

describeWith(findLocalKms(), 'a master key at AWS KMS, spoken to by its protocol (an emulator answers)', (start) => {
  let restore: () => void;
  let kms: LocalKms;
  let arn: string;
  beforeAll(async () => {
    kms = await start();
    restore = useKmsAt(kms.url);
    arn = await kms.createKey('alias/mailfold');
  });
  afterAll(async () => {
    await kms[Symbol.asyncDispose]();
    restore();
  });

  const ringOf = async (keepMs = 60_000): Promise<KeyRing> =>
    new KeyRing({ current: await AwsKeyManagement.open('alias/mailfold'), keepMs });

  it('opens what it wrapped, for another process too, and names itself by its ARN', async () => {
    const { wrapped, key } = await (await ringOf()).newKey();
    const other = await ringOf();
    expect((await other.open(wrapped)).open(key.seal(SECRET, AAD), AAD)).toBe(SECRET);
    expect(await other.currentId()).toBe(arn);
    expect(wrapped.split('.')[1]).toBe(Buffer.from(arn).toString('base64url'));
  });

  it('calls what was changed damaged', async () => {
    const { wrapped } = await (await ringOf()).newKey();
    const changed: WrappedKey = `${wrapped.slice(0, -12)}${'A'.repeat(12)}`;
    await expect((await ringOf()).open(changed)).rejects.toMatchObject({ code: 'secrets/damaged' });
  });

  it('that is disabled refuses for now: what is open goes on, what is not waits', async () => {
    const ring = await ringOf(100_000);
    const { wrapped, key } = await ring.newKey();
    await kms.disable(arn);
    try {
      expect((await ring.open(wrapped)).open(key.seal(SECRET, AAD), AAD)).toBe(SECRET);
      await expect((await ringOf()).open(wrapped)).rejects.toMatchObject({
        code: 'secrets/kms-refused',
        retry: 'backoff',
        message: expect.stringContaining('DisabledException'),
      });
    } finally {
      await kms.enable(arn);
    }
  });

  it('that does not answer is an error that is tried again, before long', async () => {
    const { wrapped } = await (await ringOf()).newKey();
    const ring = await ringOf();
    kms.halt();
    try {
      await expect(ring.open(wrapped)).rejects.toMatchObject({ code: 'secrets/kms-unreachable', retry: 'backoff' });
    } finally {
      kms.resume();
    }
    await expect(ring.open(wrapped)).resolves.toBeDefined();
  }, 30_000);

  it('where nobody listens is away', async () => {
    const again = useKmsAt('http://127.0.0.1:1');
    try {
      await expect((await ringOf()).newKey()).rejects.toMatchObject({
        code: 'secrets/kms-unreachable',
        message: expect.stringContaining('ECONNREFUSED'),
      });
    } finally {
      again();
    }
  });

  it('that is not there refuses', async () => {
    const ring = new KeyRing({ current: await AwsKeyManagement.open('alias/none') });
    await expect(ring.newKey()).rejects.toMatchObject({ code: 'secrets/kms-refused' });
  });

  it('takes over from a master key of our own, and gives back to one', async () => {
    const own = Buffer.alloc(32, 1).toString('base64');
    const { wrapped, key } = await new KeyRing({ current: local(1) }).newKey();
    const sealed = key.seal(SECRET, AAD);
    const there = await keyRingFrom({ MAILFOLD_KMS_KEY: 'alias/mailfold', MAILFOLD_MASTER_KEY_PREVIOUS: own });
    const atKms = await there.rewrap(wrapped);
    expect((await (await ringOf()).open(atKms)).open(sealed, AAD)).toBe(SECRET);
    const back = await keyRingFrom({ MAILFOLD_MASTER_KEY: own, MAILFOLD_KMS_KEY_PREVIOUS: 'alias/mailfold' });
    expect((await new KeyRing({ current: local(1) }).open(await back.rewrap(atKms))).open(sealed, AAD)).toBe(SECRET);
    expect(await back.currentId()).toBe(masterKey(1).id);
  });
});
