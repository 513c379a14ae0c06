import { freshDatabase, type FreshDatabase, until } from '@mailfold/dev-env';
import { uuid7 } from '@mailfold/kernel';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { CredentialVault, KeyRing, openVault, VaultKeys } from '@mailfold/secrets';
import { AwayAtTimes } from './away-at-times.ts';
import { local, masterKey } from './local-keys.ts';
import { RotatingProcess } from './rotating-process.ts';

interface Login {
  readonly password: string;
}

const ACCOUNTS = 60;
const oldRing = (): KeyRing => new KeyRing({ current: local(1) });
const newRing = (): KeyRing => new KeyRing({ current: local(2) });
const bothRing = (): KeyRing => new KeyRing({ current: local(2), previous: [local(1)] });

describe('the vault of logins', () => {
  let database: FreshDatabase;
  let rows: PostgresReadStore;
  beforeEach(async () => {
    database = await freshDatabase();
    rows = await PostgresReadStore.connect({ url: database.url });
  });
  afterEach(async () => {
    await rows[Symbol.asyncDispose]();
    await database.drop();
  });

  /** Accounts with a login each, sealed under the old key. */
  const filled = async (count = ACCOUNTS): Promise<readonly string[]> => {
    const { vault } = await openVault<Login>(rows, oldRing());
    const accounts = Array.from({ length: count }, () => uuid7());
    for (const account of accounts) await vault.put(account, { password: `of ${account}` });
    return accounts;
  };

  const opened = (ring: KeyRing, accounts: readonly string[]) => {
    const vault = new CredentialVault<Login>(rows, ring);
    return Promise.all(accounts.map(async (account) => (await vault.get(account))?.password));
  };

  const rotated = async (keys: VaultKeys, renewBefore?: string): Promise<void> => {
    const options = { max: 7, ...(renewBefore === undefined ? {} : { renewBefore }) };
    await until(async () => (await keys.rotate(options)).left === 0);
  };

  /** The database's clock tells milliseconds: the next one. */
  const aMomentLater = async (keys: VaultKeys): Promise<string> => {
    const { at: now } = await keys.status();
    const later = async () => {
      const { at } = await keys.status();
      return at > now && at;
    };
    return until(later, { every: 1 });
  };

  it('gives back what was put last, and nothing for whom it does not know', async () => {
    const { vault } = await openVault<Login>(rows, oldRing());
    const account = uuid7();
    expect(await vault.get(account)).toBeUndefined();
    await vault.put(account, { password: 'first' });
    await vault.put(account, { password: 'second' });
    expect(await vault.get(account)).toEqual({ password: 'second' });
  });

  it('opens whatever many write for one account at the same time, each with a key of its own', async () => {
    await openVault(rows, oldRing());
    const account = uuid7();
    const vaults = Array.from({ length: 8 }, () => new CredentialVault<Login>(rows, oldRing()));
    await Promise.all(vaults.map((vault, nth) => vault.put(account, { password: `${nth}` })));
    expect((await opened(oldRing(), [account])).join()).toMatch(/^[0-7]$/);
  });

  it('refuses at once to be opened with another key, and says how many accounts need which (X22)', async () => {
    await filled(3);
    await expect(openVault(rows, newRing())).rejects.toMatchObject({
      code: 'secrets/wrong-key',
      message: expect.stringContaining(`3 under ${masterKey(1).id}`),
    });
    await expect(openVault(rows, bothRing())).resolves.toBeDefined();
  });

  it('opens while the holder of its key is away, whose accounts then wait', async () => {
    const [account = ''] = await filled(1);
    const kms = new AwayAtTimes(local(1));
    kms.away = true;
    const { vault } = await openVault<Login>(rows, new KeyRing({ current: kms }));
    await expect(vault.get(account)).rejects.toMatchObject({ code: 'secrets/kms-unreachable', retry: 'backoff' });
    kms.away = false;
    expect(await vault.get(account)).toEqual({ password: `of ${account}` });
  });

  it('comes under another master key step by step; then the old one may go (X21)', async () => {
    const accounts = await filled();
    const keys = new VaultKeys(rows, bothRing());
    expect((await keys.status()).keys).toEqual([{ id: masterKey(1).id, accounts: ACCOUNTS, state: 'previous' }]);
    expect(await keys.rotate({ max: 7 })).toEqual({ rewrapped: 7, renewed: 0, left: ACCOUNTS - 7 });
    await rotated(keys);
    expect((await keys.status()).keys).toEqual([{ id: masterKey(2).id, accounts: ACCOUNTS, state: 'current' }]);
    expect(await opened(newRing(), accounts)).toEqual(accounts.map((account) => `of ${account}`));
  });

  it('gets new account keys, of which the old ones open nothing any more (X21)', async () => {
    const [account = ''] = await filled();
    const keys = new VaultKeys(rows, oldRing());
    const sealed = async () => {
      const [row] = await rows.query<{ wrapped_key: string; sealed: string }>(
        'select wrapped_key, sealed from secrets.credential where account = $1',
        [account],
      );
      return row ?? { wrapped_key: '', sealed: '' };
    };
    const before = await sealed();
    const at = await aMomentLater(keys);
    await rotated(keys, at);
    const after = await sealed();
    const oldKey = await oldRing().open(before.wrapped_key);
    expect(() => oldKey.open(after.sealed, `login ${account}`)).toThrow('the key is another');
    expect(await opened(oldRing(), [account])).toEqual([`of ${account}`]);
    expect((await keys.status()).oldestAccountKey?.localeCompare(at)).not.toBe(-1);
  });

  it('leaves an account that does not open, says why, and does the others', async () => {
    const [account = '', ...others] = await filled(3);
    await rows.query(
      'update secrets.credential set wrapped_key = overlay(wrapped_key placing $2 from 40) where account = $1',
      [account, 'AAAAAAAA'],
    );
    const step = await new VaultKeys(rows, bothRing()).rotate();
    expect(step).toMatchObject({ rewrapped: 2, left: 1, reason: expect.stringContaining(account) });
    expect(await opened(newRing(), others)).toEqual(others.map((one) => `of ${one}`));
  });

  it('loses nothing when logins are stored while it rotates', async () => {
    const accounts = await filled();
    const vault = new CredentialVault<Login>(rows, bothRing());
    const stop = new AbortController();
    const writing = (async () => {
      for (let nth = 0; !stop.signal.aborted; nth += 1)
        for (const account of accounts.slice(0, 5)) await vault.put(account, { password: `of ${account}` });
    })();
    const keys = new VaultKeys(rows, bothRing());
    await rotated(keys, await aMomentLater(keys));
    stop.abort();
    await writing;
    await rotated(keys);
    expect(await opened(newRing(), accounts)).toEqual(accounts.map((account) => `of ${account}`));
  });

  it('killed in the middle of a rotation, again and again, opens whole each time, and the rotation ends (X21)', async () => {
    const accounts = await filled();
    const wanted = accounts.map((account) => `of ${account}`);
    const keys = new VaultKeys(rows, bothRing());
    const underNew = async () => (await keys.status()).keys.find(({ state }) => state === 'current')?.accounts ?? 0;
    for (const least of [1, 20, 40]) {
      await using rotating = await RotatingProcess.start(database.url);
      await until(async () => (await underNew()) >= least, { every: 1 });
      await rotating.kill();
      expect(await opened(bothRing(), accounts)).toEqual(wanted);
    }
    expect(await underNew()).toBeLessThan(ACCOUNTS);
    await rotated(keys);
    expect(await opened(newRing(), accounts)).toEqual(wanted);
  }, 60_000);
});
