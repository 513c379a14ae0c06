import { fixedClock, recordId } from '@mailfold/kernel';
import { type ApiDatabase, apiDatabase, type TestApi, testApi } from './test-server.ts';
import { sampleRoutes } from './sample-routes.ts';

describe('keys and tokens', () => {
  let database: ApiDatabase;
  let api: TestApi;
  let clock = fixedClock('2026-11-23T10:00:00.000Z');

  beforeAll(async () => {
    database = await apiDatabase();
    api = await testApi(database.rows, sampleRoutes, { clock: { now: () => clock.now() } });
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const mint = async (user: string, expiresInSeconds = 60): Promise<string> => {
    const answer = await api.call('POST', '/v1/tokens', { body: { user, expiresInSeconds } });
    expect(answer.status).toBe(201);
    return JSON.parse(await answer.text()).token;
  };

  const codeOf = async (answer: Response): Promise<unknown> => [answer.status, JSON.parse(await answer.text()).code];

  it.each([
    ['nothing', null],
    ['no secret of ours', 'hello'],
    ['an unknown service key', `mfk_${'x'.repeat(43)}`],
    ['an unknown user token', `mft_${'x'.repeat(43)}`],
  ])('refuses %s', async (_what, auth) => {
    const answer = await api.call('GET', '/v1/things/a', { auth });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await codeOf(answer)).toEqual([401, 'api/unauthenticated']);
  });

  it('keeps no secret, only its hash', async () => {
    const token = await mint('u1');
    const dump = await database.rows.query<{ all: string }>(
      `select (select string_agg(t::text, ' ') from api.token t) || (select string_agg(k::text, ' ') from api.key k) as all`,
    );
    expect(dump[0]?.all).not.toMatch(new RegExp(`${token}|${api.key}`));
  });

  it('lets a user token read as that user', async () => {
    const answer = await api.call('GET', '/v1/mine', { auth: await mint('u1') });
    expect(await answer.json()).toEqual({ tenantId: api.tenantId, userId: recordId(api.tenantId, 'user', 'u1') });
  });

  it('ends a user token in time', async () => {
    const token = await mint('u1', 60);
    clock = fixedClock('2026-11-23T10:01:00.000Z');
    const answer = await api.call('GET', '/v1/mine', { auth: token });
    clock = fixedClock('2026-11-23T10:00:00.000Z');
    expect(await codeOf(answer)).toEqual([401, 'api/unauthenticated']);
  });

  it('gives a mailbox to a user only (VIS-1)', async () => {
    expect(await codeOf(await api.call('GET', '/v1/mine'))).toEqual([403, 'api/user-forbidden']);
  });

  it("gives a tenant's own to a service key only", async () => {
    const answer = await api.call('DELETE', '/v1/things/1', { auth: await mint('u1') });
    expect(await codeOf(answer)).toEqual([403, 'api/service-forbidden']);
  });

  it('lets a service key act as a user, and shows it to that user (VIS-1)', async () => {
    const headers = { 'mailfold-act-as': 'u7' };
    const answer = await api.call('GET', '/v1/mine', { headers });
    expect(await answer.json()).toMatchObject({ userId: recordId(api.tenantId, 'user', 'u7'), actingKeyId: api.keyId });
    const seen = await api.call('GET', '/v1/acted-calls', { auth: await mint('u7') });
    expect(await seen.json()).toEqual({
      items: [{ keyId: api.keyId, keyLabel: 'test', method: 'GET', route: '/v1/mine', at: '2026-11-23T10:00:00.000Z' }],
    });
  });

  it('shows acted calls in pages, newest first, to nobody else', async () => {
    for (const id of ['a', 'b', 'c'])
      await api.call('GET', `/v1/things/${id}`, { headers: { 'mailfold-act-as': 'u8' } });
    const auth = await mint('u8');
    const first = JSON.parse(await (await api.call('GET', '/v1/acted-calls?limit=2', { auth })).text());
    const rest = JSON.parse(
      await (await api.call('GET', `/v1/acted-calls?limit=2&cursor=${first.next}`, { auth })).text(),
    );
    const others = JSON.parse(await (await api.call('GET', '/v1/acted-calls', { auth: await mint('u9') })).text());
    expect([first.items.length, rest.items.length, rest.next, others.items]).toEqual([2, 1, undefined, []]);
  });

  it("takes our own id of a user as well as the CRM's", async () => {
    const userId = recordId(api.tenantId, 'user', 'u1');
    const answer = await api.call('GET', '/v1/mine', { headers: { 'mailfold-act-as': userId } });
    expect(await answer.json()).toMatchObject({ userId });
  });

  it('takes any id of the CRM, percent-encoded', async () => {
    const answer = await api.call('GET', '/v1/mine', { headers: { 'mailfold-act-as': encodeURIComponent('営業 1%') } });
    expect(await answer.json()).toMatchObject({ userId: recordId(api.tenantId, 'user', '営業 1%') });
    expect((await api.call('GET', '/v1/mine', { headers: { 'mailfold-act-as': '100%' } })).status).toBe(400);
  });

  it('lets no user token act as somebody else', async () => {
    const answer = await api.call('GET', '/v1/mine', { auth: await mint('u1'), headers: { 'mailfold-act-as': 'u2' } });
    expect(await codeOf(answer)).toEqual([403, 'api/forbidden']);
  });

  it('ends a key and its tokens when it is revoked', async () => {
    const { id, secret } = await api.keys.createServiceKey(api.tenantId, 'leaked');
    const minted = await api.call('POST', '/v1/tokens', { auth: secret, body: { user: 'u1' } });
    const { token } = JSON.parse(await minted.text());
    await api.keys.revokeServiceKey(api.tenantId, id);
    const answers = [
      await api.call('GET', '/v1/things/a', { auth: secret }),
      await api.call('GET', '/v1/mine', { auth: token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('keeps tenants apart: another tenant cannot revoke the key (X19)', async () => {
    const other = await api.keys.tenant('Other');
    await api.keys.revokeServiceKey(other, api.keyId);
    expect((await api.call('GET', '/v1/things/a')).status).toBe(200);
  });
});
