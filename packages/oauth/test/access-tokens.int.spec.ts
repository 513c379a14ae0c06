import { randomUUID } from 'node:crypto';
import { type FreshDatabase, freshDatabase, TestIssuer } from '@mailfold/dev-env';
import type { Login } from '@mailfold/mail-provider';
import { loginWith, startWorker, type Worker } from './worker.ts';

const ENDED = new Date(0).toISOString();

describe('access tokens of an issuer whose refresh tokens are good once', () => {
  let stack: AsyncDisposableStack;
  let issuer: TestIssuer;
  let database: FreshDatabase;
  let account: string;

  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    issuer = stack.use(await TestIssuer.start());
    database = stack.adopt(await freshDatabase(), (one) => one.drop());
  });
  beforeEach(() => {
    account = randomUUID();
    issuer.refreshes = 0;
  });
  afterAll(() => stack.disposeAsync());

  const env = (): Record<string, string> => ({ ...issuer.environment(), MAILFOLD_PUBLIC_URL: 'http://127.0.0.1:1' });
  const worker = (): Promise<Worker> => startWorker(stack, { url: database.url, env: env() });
  const tokensOf = (login: Login | undefined) => {
    if (login?.credentials.kind === 'oauth2') return login.credentials;
    throw new Error('no login with tokens');
  };

  it('S25: two workers that need a fresh token at once ask for one, and both have the newest', async () => {
    const [one, other] = [await worker(), await worker()];
    await one.vault.put(account, loginWith({ ...issuer.grant(), expiresAt: ENDED }));
    const asked = [one, other, one, other].map(({ tokens }) => tokens.fresh(account));
    const given = (await Promise.all(asked)).map(tokensOf);
    expect(new Set(given.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(issuer.refreshes).toBe(1);
    expect(tokensOf(await other.vault.get(account))).toEqual(given[0]);
  });

  it('S25: what came is stored before it is used, so the next one asks with the rotated refresh token', async () => {
    const [one, other] = [await worker(), await worker()];
    await one.vault.put(account, loginWith({ ...issuer.grant(), expiresAt: ENDED }));
    const first = tokensOf(await one.tokens.fresh(account));
    const second = tokensOf(await other.tokens.insteadOf(account, first.accessToken));
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(issuer.refreshes).toBe(2);
  });

  it('S25: a refresh that comes back late does not replace what a person entered meanwhile', async () => {
    const entered = loginWith({ ...issuer.grant(), expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    const slow = await startWorker(stack, {
      url: database.url,
      env: env(),
      fetch: async (url, options) => {
        const answer = await fetch(url, options as RequestInit);
        if (url.endsWith('/token')) await slow.vault.put(account, entered);
        return answer;
      },
    });
    await slow.vault.put(account, loginWith({ ...issuer.grant(), expiresAt: ENDED }));
    expect(await slow.tokens.fresh(account)).toEqual(entered);
    expect(await slow.vault.get(account)).toEqual(entered);
  });

  it('S25: a worker that died while it asked keeps the others waiting, and not for ever', async () => {
    const one = await worker();
    await one.vault.put(account, loginWith({ ...issuer.grant(), expiresAt: ENDED }));
    const claim = await one.claims.take(account);
    expect(claim).toBeDefined();
    expect(await one.claims.take(account)).toBeUndefined();
    await one.rows.query("update oauth.refresh set until = now() - interval '1 second' where account = $1", [account]);
    const taken = await one.tokens.fresh(account);
    expect(tokensOf(taken).expiresAt).not.toBe(ENDED);
    await claim?.[Symbol.asyncDispose]();
  });

  it('asks for nothing while the token lasts, and five minutes before its end for another', async () => {
    const one = await worker();
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    await one.vault.put(account, loginWith({ ...issuer.grant(), accessToken: 'lasts', expiresAt: inMinutes(6) }));
    expect(tokensOf(await one.tokens.fresh(account)).accessToken).toBe('lasts');
    await one.vault.put(account, loginWith({ ...issuer.grant(), accessToken: 'ends', expiresAt: inMinutes(4) }));
    expect(tokensOf(await one.tokens.fresh(account)).accessToken).not.toBe('ends');
  });

  it('leaves passwords, and tokens that nobody can refresh, as they are', async () => {
    const one = await worker();
    const login = loginWith({ accessToken: 'given', expiresAt: ENDED });
    await one.vault.put(account, login);
    expect(await one.tokens.fresh(account)).toEqual(login);
    expect(await one.tokens.fresh(randomUUID())).toBeUndefined();
  });

  describe('CON-4: what a refused refresh means', () => {
    const refused = async (status: number, body?: object): Promise<unknown> => {
      const one = await worker();
      await one.vault.put(account, loginWith({ ...issuer.grant(), expiresAt: ENDED }));
      issuer.refusals.push({ status, ...(body === undefined ? {} : { body }) });
      return one.tokens.fresh(account).catch((error: unknown) => error);
    };

    it('says to sign in again when the consent is gone', async () => {
      expect(await refused(400, { error: 'invalid_grant' })).toMatchObject({
        code: 'mail-provider/unauthorised',
        message: expect.stringContaining('sign in again with Test Mail'),
      });
    });

    it.each([
      [429, { error: 'slow_down' }],
      [400, { error: 'temporarily_unavailable' }],
    ])('waits when the issuer asks to: %d %j', async (status, body) => {
      expect(await refused(status, body)).toMatchObject({ code: 'mail-provider/throttled', retry: 'backoff' });
    });

    it.each([
      [503, undefined],
      [500, { error: 'server_error' }],
    ])('tries again when the issuer fails: %d %j', async (status, body) => {
      expect(await refused(status, body)).toMatchObject({ code: 'mail-provider/unreachable', retry: 'backoff' });
    });

    it.each([
      [401, { error: 'invalid_client' }],
      [400, { error: 'unauthorized_client' }],
    ])('is the operator’s, and no account’s, when the client itself is refused: %d %j', async (status, body) => {
      expect(await refused(status, body)).toMatchObject({ code: 'oauth/client-refused', retry: 'backoff' });
    });

    it('is unreachable when nobody answers, and gives the turn back', async () => {
      const one = await startWorker(stack, {
        url: database.url,
        env: env(),
        fetch: () => Promise.reject(new TypeError('fetch failed')),
      });
      await one.vault.put(account, loginWith({ ...issuer.grant(), expiresAt: ENDED }));
      await expect(one.tokens.fresh(account)).rejects.toMatchObject({ code: 'mail-provider/unreachable' });
      expect(tokensOf(await (await worker()).tokens.fresh(account)).expiresAt).not.toBe(ENDED);
    });

    it('names the settings when the operator took the issuer away', async () => {
      const one = await startWorker(stack, { url: database.url, env: {} });
      await one.vault.put(account, loginWith({ ...issuer.grant(), expiresAt: ENDED }));
      await expect(one.tokens.fresh(account)).rejects.toMatchObject({
        code: 'oauth/not-configured',
        message: expect.stringContaining('MAILFOLD_OAUTH_TEST_CLIENT_ID'),
      });
    });
  });
});
