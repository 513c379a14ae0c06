import { randomUUID } from 'node:crypto';
import { type FreshDatabase, freshDatabase, TestIssuer } from '@mailfold/dev-env';
import { ImapServer } from '@mailfold/imap-server';
import type { Login } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { NetworkGuard } from '@mailfold/network-guard';
import { AccountLogins } from '../src/index.ts';
import { loginWith, startWorker, type Worker } from './worker.ts';

const ANN = 'ann@example.com';

describe('opening sessions with tokens, at a server like Gmail that asks the issuer about each', () => {
  let stack: AsyncDisposableStack;
  let issuer: TestIssuer;
  let server: ImapServer;
  let worker: Worker;
  let logins: AccountLogins;
  let account: string;

  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    issuer = stack.use(await TestIssuer.start());
    const database: FreshDatabase = stack.adopt(await freshDatabase(), (one) => one.drop());
    const env = { ...issuer.environment(), MAILFOLD_PUBLIC_URL: 'http://127.0.0.1:1' };
    worker = await startWorker(stack, { url: database.url, env });
    server = stack.use(
      await ImapServer.start({
        users: [{ login: ANN, password: randomUUID() }],
        capabilities: { 'X-GM-EXT-1': true, 'AUTH=XOAUTH2': true },
        takesToken: (login, token) => issuer.takes(login, token),
      }),
    );
    const provider = new ImapMailProvider({ guard: new NetworkGuard({ allowed: ['127.0.0.1'] }) });
    logins = new AccountLogins({ provider, tokens: worker.tokens });
  });
  beforeEach(() => {
    account = randomUUID();
    issuer.refreshes = 0;
  });
  afterAll(() => stack.disposeAsync());

  const keep = async (): Promise<void> => {
    const { settings, credentials } = login();
    await worker.vault.put(account, { settings, credentials });
  };
  const login = (): Login => ({
    ...loginWith(issuer.grant(ANN)),
    settings: {
      imap: {
        host: '127.0.0.1',
        port: server.tlsPort ?? 0,
        tls: 'implicit',
        pinnedCertificate: server.certificate?.cert ?? '',
      },
    },
  });

  it('is let in with the token that is kept, and asks the issuer for nothing', async () => {
    await keep();
    await using session = await logins.connect(account);
    expect((await session.folders()).map(({ path }) => path)).toContain('INBOX');
    expect(issuer.refreshes).toBe(0);
  });

  it('S25: when the server refuses a token early, however many sessions are opened, one is asked for', async () => {
    await keep();
    issuer.endAccessTokens();
    const sessions = await Promise.all([1, 2, 3].map(() => logins.connect(account)));
    for (const session of sessions) await session[Symbol.asyncDispose]();
    expect(issuer.refreshes).toBe(1);
  });

  it('CON-4: is refused when the consent is gone, after one question to the issuer', async () => {
    await keep();
    issuer.revoke(ANN);
    await expect(logins.connect(account)).rejects.toMatchObject({
      code: 'mail-provider/unauthorised',
      message: expect.stringContaining('sign in again with Test Mail'),
    });
    expect(issuer.refreshes).toBe(1);
  });

  it('CON-4: gives up when the server refuses what is fresh, too: no storm', async () => {
    await worker.vault.put(account, { ...login(), credentials: { ...login().credentials, login: 'bob@example.com' } });
    await expect(logins.connect(account)).rejects.toMatchObject({ code: 'mail-provider/unauthorised' });
    expect(issuer.refreshes).toBe(1);
  });

  it('names the account for which no login is kept', async () => {
    await expect(logins.connect(account)).rejects.toMatchObject({
      code: 'oauth/no-login',
      message: expect.stringContaining(account),
    });
  });
});
