import { jsonLogger } from '@mailfold/telemetry';
import { request } from 'node:http';
import { type ApiDatabase, apiDatabase, type TestApi, testApi } from './test-server.ts';
import { sampleRoutes } from './sample-routes.ts';

describe('the HTTP server', () => {
  let database: ApiDatabase;
  let api: TestApi;
  const logged: string[] = [];

  beforeAll(async () => {
    database = await apiDatabase();
    const log = jsonLogger({ name: 'test', to: { write: (line) => logged.push(line) } });
    api = await testApi(database.rows, sampleRoutes, { bodyLimit: 1_000 }, log);
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const problemOf = async (answer: Response): Promise<Record<string, unknown>> => {
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    return JSON.parse(await answer.text());
  };

  it('listens on loopback unless told otherwise', () => {
    expect(api.server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('gives a route what its shapes made of the request', async () => {
    const answer = await api.call('GET', '/v1/things/ab?limit=7');
    expect(await answer.json()).toEqual({ id: 'ab', limit: 7 });
  });

  it('lets out only what the contract names', async () => {
    const answer = await api.call('GET', '/v1/things/ab');
    expect(await answer.text()).not.toContain('secret');
  });

  it('names every field that does not fit, and its reason', async () => {
    const told = await problemOf(await api.call('GET', '/v1/things/abcdefghijkl?limit=99'));
    expect(told).toMatchObject({
      status: 400,
      code: 'api/invalid',
      errors: [
        { field: 'params.id', reason: expect.stringContaining('10') },
        { field: 'query.limit', reason: expect.stringContaining('9') },
      ],
    });
  });

  it('names the fields of a body without quoting it', async () => {
    const answer = await api.call('POST', '/v1/things', { body: { name: 'x', size: 'my secret' } });
    const told = await problemOf(answer);
    expect(told).toMatchObject({ errors: [{ field: 'body.name' }, { field: 'body.size' }] });
    expect(JSON.stringify(told)).not.toContain('my secret');
  });

  it.each([
    ['not json', { body: '{"name":' }, 400, 'api/invalid'],
    ['no utf-8', { body: '\u0000\u0001' }, 400, 'api/invalid'],
    ['too long', { body: { name: 'x'.repeat(2_000), size: 1 } }, 413, 'api/too-large'],
    ['another media type', { body: 'a=b', headers: { 'content-type': 'text/plain' } }, 415, 'api/media-type'],
    ['an empty body', { body: '' }, 400, 'api/invalid'],
  ])('refuses a body that is %s', async (_what, options, status, code) => {
    expect(await problemOf(await api.call('POST', '/v1/things', options))).toMatchObject({ status, code });
  });

  it('answers with the status and headers that a route chose', async () => {
    const answer = await api.call('POST', '/v1/things', { body: { name: 'xy', size: 1 } });
    expect([answer.status, answer.headers.get('x-made')]).toEqual([201, 'yes']);
  });

  it('answers 204 with nothing', async () => {
    const answer = await api.call('DELETE', '/v1/things/1');
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it('takes lines of JSON', async () => {
    const answer = await api.call('POST', '/v1/batch', {
      body: '{"n":1}\n\n{"n":2}\n',
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect(await answer.json()).toEqual({ sum: 3 });
  });

  it('says which line is no JSON', async () => {
    const answer = await api.call('POST', '/v1/batch', {
      body: '{"n":1}\n\nnope',
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect(await problemOf(answer)).toMatchObject({ status: 400, errors: [{ field: 'line 3' }] });
  });

  it.each([
    ['not-found', 404],
    ['asleep', 409],
    ['invalid', 400],
    ['unavailable', 503],
    ['unknown-code', 500],
  ])('answers thing/%s with %i, its words and an instance', async (how, status) => {
    const told = await problemOf(await api.call('GET', `/v1/fails/${how}`));
    expect(told).toMatchObject({
      status,
      code: `thing/${how}`,
      detail: 'The thing did not.',
      instance: expect.any(String),
    });
  });

  it('tells nothing of a bug but the instance under which it is in the log', async () => {
    const told = await problemOf(await api.call('GET', '/v1/fails/bug'));
    expect(JSON.stringify(told)).not.toContain('hunter2');
    const line = logged.map((text) => JSON.parse(text)).find(({ request: id }) => id === told['instance']);
    expect(line).toMatchObject({ level: 'error', route: '/v1/fails/:how' });
  });

  it('takes an answer outside the contract for a bug', async () => {
    expect(await problemOf(await api.call('GET', '/v1/fails/wrong-answer'))).toMatchObject({
      status: 500,
      code: 'api/wrong-answer',
    });
  });

  it('never sends a header with a line break (CR LF)', async () => {
    const answer = await api.call('GET', '/v1/fails/header');
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([500, null]);
  });

  it('streams bytes as an attachment of a safe name (X13)', async () => {
    const answer = await api.call('GET', `/v1/raw/${encodeURIComponent('見積\r\nx: y".eml')}`);
    expect(await answer.text()).toBe('From: a\r\n\r\nHi');
    expect(answer.headers.get('content-type')).toBe('message/rfc822');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="____x: y_.eml"; filename*=UTF-8''%E8%A6%8B%E7%A9%8D__x%3A%20y%22.eml`,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers an unknown path with a problem', async () => {
    expect(await problemOf(await api.call('GET', '/v1/nowhere'))).toMatchObject({ status: 404, code: 'api/not-found' });
  });

  it('answers a path that is no URL with a problem', async () => {
    const status = await new Promise((resolve) => {
      request(`${api.server.url}/`, { path: '/v1/things/%ZZ' }, (answer) => resolve(answer.statusCode)).end();
    });
    expect(status).toBe(400);
  });

  it('is alive and ready', async () => {
    const [alive, ready] = [
      await api.call('GET', '/healthz', { auth: null }),
      await api.call('GET', '/readyz', { auth: null }),
    ];
    expect([alive.status, ready.status]).toEqual([200, 200]);
  });

  it('says what it is not ready for', async () => {
    const words = 'The store is away.';
    await using other = await testApi(database.rows, [], {
      ready: async () => [{ part: 'events', ready: false, words }],
    });
    const answer = await other.call('GET', '/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      status: 'not ready',
      parts: [{ part: 'database' }, { part: 'events', words }],
    });
  });

  it('says that its port is taken, and what to do', async () => {
    const second = testApi(database.rows, [], { port: api.server.port });
    await expect(second).rejects.toMatchObject({ code: 'api/port-in-use', message: expect.stringContaining('--port') });
  });
});
