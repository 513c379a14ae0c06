import { until } from '@mailfold/dev-env';
import { type ApiDatabase, apiDatabase, testApi } from './test-server.ts';
import { sampleRoutes, streamsEnded } from './sample-routes.ts';

async function readUntil(answer: Response, wanted: string): Promise<string> {
  let text = '';
  for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    if (text.includes(wanted)) break;
  }
  return text;
}

describe('server-sent events', () => {
  let database: ApiDatabase;

  beforeAll(async () => {
    database = await apiDatabase();
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });

  it('come as frames with id, event and one line of JSON', async () => {
    await using api = await testApi(database.rows, sampleRoutes);
    const answer = await api.call('GET', '/v1/stream');
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await readUntil(answer, '{"n":3}\n\n')).toBe(
      'retry: 1000\n\n' + [1, 2, 3].map((n) => `id: ${n}\nevent: number\ndata: {"n":${n}}\n\n`).join(''),
    );
  });

  it('go on after Last-Event-ID', async () => {
    await using api = await testApi(database.rows, sampleRoutes);
    const answer = await api.call('GET', '/v1/stream', { headers: { 'last-event-id': '7' } });
    expect(await readUntil(answer, '\n\nid')).toContain('id: 8\n');
  });

  it('end when the client leaves', async () => {
    await using api = await testApi(database.rows, sampleRoutes);
    const before = streamsEnded;
    const leave = new AbortController();
    const answer = await api.call('GET', '/v1/stream', { signal: leave.signal });
    await readUntil(answer, '{"n":3}');
    leave.abort();
    await until(() => streamsEnded === before + 1, { what: 'the stream to end' });
    expect(streamsEnded).toBe(before + 1);
  });

  it('end when the server stops, which does not wait for them', async () => {
    const api = await testApi(database.rows, sampleRoutes);
    const answer = await api.call('GET', '/v1/stream');
    await Promise.all([readUntil(answer, 'never comes'), api.server.close()]);
    await expect(fetch(`${api.server.url}/healthz`)).rejects.toThrow('fetch failed');
  });
});
