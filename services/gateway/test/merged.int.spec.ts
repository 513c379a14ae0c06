import { freePort } from '@mailfold/dev-env';
import { answer, type Handler, startedHere } from './upstreams.ts';

const says =
  (body: unknown, status = 200): Handler =>
  (_, response) =>
    answer(response, status, body);

const progress = (head: number, positions: Readonly<Record<string, number>>): Handler =>
  says({ head, processors: Object.entries(positions).map(([name, position]) => ({ name, position, parked: 0 })) });

describe('what all services know a part of', () => {
  const { service, gateway } = startedHere();
  const away = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
  const json = async (url: string, init?: RequestInit): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(url, init);
    return { status: response.status, body: await response.json() };
  };

  it('progress: a group stands where its hindmost instance stands', async () => {
    const one = await service({ 'GET /v1/progress': progress(9, { 'threading.threads': 9 }) });
    const two = await service({ 'GET /v1/progress': progress(10, { 'threading.threads': 4 }) });
    const relay = await service({ 'GET /v1/progress': progress(10, { 'forwarder.0-of-1': 10 }) });
    const { url } = await gateway({ threading: [one.url, two.url], forwarder: [relay.url] });
    expect((await json(`${url}/v1/progress`)).body).toEqual({
      head: 10,
      processors: [
        { name: 'threading.threads', position: 4, parked: 0 },
        { name: 'forwarder.0-of-1', position: 10, parked: 0 },
      ],
    });
  });

  it('progress: no answer rather than one without a service that is away', async () => {
    const one = await service({ 'GET /v1/progress': progress(9, { a: 9 }) });
    const { url } = await gateway({ one: [one.url], two: [await away()] });
    expect(await json(`${url}/v1/progress`)).toMatchObject({ status: 503, body: { code: 'gateway/unavailable' } });
  });

  it('progress: a refusal is passed on', async () => {
    const refusal = says({ code: 'api/unauthenticated', instance: 'x' }, 401);
    const one = await service({ 'GET /v1/progress': refusal });
    const { url } = await gateway({ one: [one.url] });
    expect(await json(`${url}/v1/progress`)).toMatchObject({ status: 401, body: { code: 'api/unauthenticated' } });
  });

  it('doctor: a part that all look at is told as the worst of them found it, and who is away is a finding', async () => {
    const finding = (part: string, state: string) => ({ part, state, words: state });
    const one = await service({
      'GET /v1/doctor': says({ findings: [finding('database', 'ok'), finding('a.a', 'ok')] }),
    });
    const two = await service({
      'GET /v1/doctor': says({ findings: [finding('database', 'broken'), finding('b.b', 'ok')] }),
    });
    const { url } = await gateway({ one: [one.url], two: [two.url], three: [await away()] });
    const { body } = await json(`${url}/v1/doctor`);
    expect(body).toEqual({
      findings: [
        finding('database', 'broken'),
        finding('a.a', 'ok'),
        finding('b.b', 'ok'),
        expect.objectContaining({ part: 'service three', state: 'broken' }),
      ],
    });
  });

  it('figures: its own process, and each request by the route as declared', async () => {
    const one = await service({ 'GET /v1/accounts/{id}': says({}) });
    const { url } = await gateway({ one: [one.url] });
    await json(`${url}/v1/accounts/0198`);
    await json(`${url}/v1/nowhere/0198`);
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    const counted = (labels: string) => `mailfold_http_request_duration_seconds_count{service="gateway",${labels}} 1\n`;
    expect(text).toContain(counted('method="GET",route="/v1/accounts/{id}",status="200"'));
    expect(text).toContain(counted('method="GET",route="none",status="404"'));
    expect(text).toContain('process_heap_bytes{service="gateway"}');
    expect(text).not.toContain('0198');
  });

  it('dead letters: the service that runs the processor tries again', async () => {
    const notHere = says({ code: 'processor/not-here', instance: 'x' }, 409);
    const one = await service({ 'POST /v1/dead-letters/{id}/retry': notHere, 'DELETE /v1/dead-letters/{id}': notHere });
    const two = await service({
      'POST /v1/dead-letters/{id}/retry': says({ outcome: 'retried' }),
      'DELETE /v1/dead-letters/{id}': says({ outcome: 'discarded' }),
    });
    const { url } = await gateway({ one: [one.url], two: [two.url] });
    const letter = `${url}/v1/dead-letters/writeback.actor~0198`;
    expect((await json(`${letter}/retry`, { method: 'POST' })).body).toEqual({ outcome: 'retried' });
    expect((await json(letter, { method: 'DELETE' })).body).toEqual({ outcome: 'discarded' });
    expect(one.asked).toHaveLength(2);
  });

  it('dead letters: where the one that may have it is away, that is said', async () => {
    const one = await service({
      'POST /v1/dead-letters/{id}/retry': says({ code: 'processor/not-here', instance: 'x' }, 409),
    });
    const { url } = await gateway({ one: [one.url], two: [await away()] });
    const answered = await json(`${url}/v1/dead-letters/x/retry`, { method: 'POST' });
    expect(answered).toMatchObject({ status: 503, body: { code: 'gateway/unavailable' } });
  });

  it('rebuilds: the instance that was asked remembers', async () => {
    const forgot = await service({ 'GET /v1/rebuilds/{id}': says({ code: 'rebuild/not-found', instance: 'x' }, 404) });
    const knows = await service({ 'GET /v1/rebuilds/{id}': says({ id: 'r' }) });
    const { url } = await gateway({ projections: [forgot.url, knows.url] });
    for (let nth = 0; nth < 3; nth += 1) expect((await json(`${url}/v1/rebuilds/r`)).body).toEqual({ id: 'r' });
  });

  it('readiness: all of them are', async () => {
    const ready = await service({ 'GET /readyz': says({ status: 'ready', parts: [] }) });
    const not = await service({ 'GET /readyz': says({ status: 'not ready', parts: [] }, 503) });
    const both = await gateway({ one: [ready.url], two: [not.url] });
    expect(await json(`${both.url}/readyz`)).toMatchObject({
      status: 503,
      body: {
        status: 'not ready',
        parts: [
          { part: 'one', ready: true },
          { part: 'two', ready: false },
        ],
      },
    });
    const one = await gateway({ one: [ready.url] });
    expect((await json(`${one.url}/readyz`)).status).toBe(200);
    expect((await json(`${one.url}/healthz`)).body).toEqual({ status: 'alive' });
  });

  it('openapi: every path of every service, each method as its own service has it', async () => {
    const one = await service({ 'GET /v1/a': says({}), 'GET /v1/both': says({}) });
    const two = await service({ 'POST /v1/both': says({}) });
    const { url } = await gateway({ one: [one.url], two: [two.url] });
    expect((await json(`${url}/openapi.json`)).body).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/v1/a': { get: { summary: 'GET /v1/a' } },
        '/v1/both': { get: { summary: 'GET /v1/both' }, post: { summary: 'POST /v1/both' } },
      },
    });
  });
});
