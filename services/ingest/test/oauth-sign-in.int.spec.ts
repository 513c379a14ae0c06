import { randomUUID } from 'node:crypto';
import { Authorisation, AuthorisationStatus } from '@mailfold/contracts/http';
import { TestBrowser } from '@mailfold/dev-env';
import { isMailfoldError, recordId } from '@mailfold/kernel';
import { CRM, type SignInServer, startSignInServer } from './sign-in-server.ts';

const ANN = 'ann@example.com';
const RETURN = `${CRM}/mail/connected`;

describe('signing in at an issuer (CON-1)', () => {
  let stack: AsyncDisposableStack;
  let server: SignInServer;
  let browser: TestBrowser;

  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    server = await startSignInServer(stack);
  });
  beforeEach(() => {
    browser = new TestBrowser();
    Object.assign(server.issuer, { person: ANN, refuses: false, pretends: undefined });
  });
  afterAll(() => stack.disposeAsync());

  const begin = async (more: object = {}, actAs = 'ann'): Promise<Authorisation> => {
    const body = { address: ANN, returnTo: RETURN, ...more };
    const told = await server.call('POST', '/v1/oauth/authorisations', { body, actAs });
    return Authorisation.parse(told.body);
  };
  const status = async (id: string): Promise<AuthorisationStatus> =>
    AuthorisationStatus.parse((await server.call('GET', `/v1/oauth/authorisations/${id}`, { actAs: 'ann' })).body);
  /** The browser's way to the issuer and back, as far as our callback, which is not opened yet. */
  const atCallback = async ({ url }: Authorisation, who = browser): Promise<URL> =>
    (await who.step((await who.step(url)).location)).location;
  const credentials = (id: string, code: string, more: { readonly login?: string; readonly address?: string } = {}) => {
    const by = { tenantId: server.tenantId, id: recordId(server.tenantId, 'user', 'ann') };
    const { address = ANN, ...login } = more;
    return server.signIns.credentials(by, { id, code, ...login }, address, randomUUID());
  };
  const refusal = async (promise: Promise<unknown>): Promise<string> => {
    const error = await promise.catch((thrown: unknown) => thrown);
    return isMailfoldError(error) ? error.code : 'not refused';
  };

  it('gives who began it the tokens of who signed in, and names the issuer that keeps them fresh', async () => {
    const begun = await begin();
    expect(begun.issuer).toEqual({ name: 'test', title: 'Test Mail' });
    expect(await status(begun.id)).toMatchObject({ state: 'waiting' });
    const { url } = await browser.visit(begun.url, RETURN);
    expect(url.searchParams.get('authorisation')).toBe(begun.id);
    expect(await status(begun.id)).toMatchObject({ state: 'signed-in', address: ANN });
    expect(await credentials(begun.id, url.searchParams.get('code') ?? '')).toMatchObject({
      kind: 'oauth2',
      login: ANN,
      issuer: 'test',
      accessToken: expect.stringMatching(/^access-of-test-/),
      refreshToken: expect.stringMatching(/^refresh-of-test-/),
      expiresAt: expect.stringMatching(/Z$/),
    });
  });

  it('asks with PKCE, a nonce, and the address as a hint', async () => {
    const { url } = await begin();
    const { location } = await browser.step(url);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      login_hint: ANN,
      scope: 'openid email mail',
      nonce: expect.stringMatching(/.{20,}/),
      state: expect.stringMatching(/.{20,}/),
    });
  });

  it('keeps nothing of it that can be read: no state, cookie, verifier, code or token', async () => {
    const begun = await begin();
    const { location, cookies } = await browser.step(begun.url);
    const back = await browser.visit(location, RETURN);
    const [row] = await server.rows.query('select a::text as text from ingest.authorisation a where id = $1', [
      begun.id,
    ]);
    const secrets = [
      location.searchParams.get('state'),
      location.searchParams.get('nonce'),
      back.url.searchParams.get('code'),
      /=([^;]+)/.exec(cookies[0] ?? '')?.[1],
      ANN,
      'refresh-of-test-',
    ];
    for (const secret of secrets) expect(String(row?.['text'])).not.toContain(secret ?? 'missing');
  });

  it('the cookie is for this host, out of reach of scripts, and not sent along by other sites', async () => {
    const { cookies } = await browser.step((await begin()).url);
    expect(cookies).toEqual([expect.stringMatching(/; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)]);
  });

  it('says in words that nobody let mailfold in', async () => {
    server.issuer.refuses = true;
    const begun = await begin();
    const { url } = await browser.visit(begun.url, RETURN);
    expect(url.searchParams.has('code')).toBe(false);
    expect(await status(begun.id)).toMatchObject({ state: 'refused', reason: expect.stringContaining('Nobody let') });
  });

  it('X25: a browser that did not set out is refused, in words, and learns of no tokens', async () => {
    const begun = await begin();
    const callback = await atCallback(begun);
    const visit = await new TestBrowser().visit(callback, RETURN);
    expect(visit).toMatchObject({ status: 403, text: expect.stringContaining('not begun in this browser') });
    expect(await status(begun.id)).toMatchObject({ state: 'waiting' });
  });

  it('X25: a state that an attacker fixed is refused: their own sign-in is not slipped to another browser', async () => {
    const attacker = new TestBrowser();
    const victim = await begin();
    await browser.step(victim.url);
    const callback = await atCallback(await begin({}, 'mallory'), attacker);
    expect((await browser.visit(callback, RETURN)).status).toBe(403);
  });

  it('X25: a callback is good once', async () => {
    const callback = await atCallback(await begin());
    expect((await browser.visit(callback, RETURN)).url.searchParams.has('code')).toBe(true);
    expect((await browser.visit(callback, RETURN)).status).toBe(403);
  });

  it('X25: of two that come at once with one state, one is let in', async () => {
    const callback = await atCallback(await begin());
    const visits = await Promise.all([browser.visit(callback, RETURN), browser.visit(callback, RETURN)]);
    expect(visits.map(({ status: one }) => one).toSorted((a, b) => a - b)).toEqual([0, 403]);
  });

  it('X25: an answer in the name of another issuer is refused (RFC 9207)', async () => {
    server.issuer.pretends = 'https://evil.example.com';
    const begun = await begin();
    const { url } = await browser.visit(begun.url, RETURN);
    expect(url.searchParams.has('code')).toBe(false);
    expect(await status(begun.id)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('not from there'),
    });
  });

  it('X25: a code of another sign-in is of no use: its PKCE verifier is another', async () => {
    const stolen = (await atCallback(await begin({}, 'victim'), new TestBrowser())).searchParams.get('code') ?? '';
    const begun = await begin();
    const callback = await atCallback(begun);
    callback.searchParams.set('code', stolen);
    expect((await browser.visit(callback, RETURN)).url.searchParams.has('code')).toBe(false);
    expect(await status(begun.id)).toMatchObject({ state: 'refused' });
  });

  it('X25: after ten minutes the way back is closed', async () => {
    const begun = await begin();
    const callback = await atCallback(begun);
    await server.rows.query('update ingest.authorisation set expires_at = now() where id = $1', [begun.id]);
    expect((await browser.visit(callback, RETURN)).status).toBe(403);
  });

  it('X25: who had somebody else sign in has neither the code nor, with it, the right', async () => {
    const begun = await begin({}, 'mallory');
    const { url } = await browser.visit(begun.url, RETURN);
    const code = url.searchParams.get('code') ?? '';
    expect(await refusal(credentials(begun.id, code))).toBe('oauth/sign-in-gone');
    const ours = await begin();
    await browser.visit(ours.url, RETURN);
    expect(await refusal(credentials(ours.id, 'guessed'))).toBe('oauth/sign-in-refused');
  });

  it.each([
    'https://evil.example.com/',
    'https://crm.example.com.evil.example.com/',
    'http://crm.example.com/',
    'javascript:alert(1)',
  ])('X25: sends no browser to %s, which the operator did not name', async (returnTo) => {
    const { status: told, body } = await server.call('POST', '/v1/oauth/authorisations', {
      body: { address: ANN, returnTo },
    });
    expect(told).toBe(422);
    expect(body).toMatchObject({ code: 'oauth/bad-return' });
  });

  it('does not connect an address by the sign-in of another, unless a login is named', async () => {
    server.issuer.person = 'bob@example.com';
    const begun = await begin();
    const { url } = await browser.visit(begun.url, RETURN);
    const code = url.searchParams.get('code') ?? '';
    expect(await refusal(credentials(begun.id, code))).toBe('oauth/other-account');
    expect(await credentials(begun.id, code, { login: 'sales@example.com' })).toMatchObject({
      login: 'sales@example.com',
    });
  });

  it('opens one account only', async () => {
    const begun = await begin();
    const { url } = await browser.visit(begun.url, RETURN);
    await server.signIns.used(begun.id, randomUUID());
    expect(await refusal(credentials(begun.id, url.searchParams.get('code') ?? ''))).toBe('oauth/sign-in-refused');
  });

  it('names the settings to bring for an issuer at which nobody registered', async () => {
    const { status: told, body } = await server.call('POST', '/v1/oauth/authorisations', {
      body: { address: 'ann@gmail.com', returnTo: RETURN },
    });
    expect(told).toBe(422);
    expect(body).toMatchObject({
      code: 'oauth/not-configured',
      detail: expect.stringContaining('MAILFOLD_OAUTH_GOOGLE_CLIENT_ID'),
    });
  });
});
