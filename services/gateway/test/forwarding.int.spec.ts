import { freePort, until } from '@mailfold/dev-env';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { answer, startedHere } from './upstreams.ts';

const MEGABYTES_20 = Buffer.alloc(20 * 1024 * 1024, 'ndjson line\n');
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('one address for all services', () => {
  const { service, gateway } = startedHere();

  it('sends each request to the service that owns its path, with its headers and query, and the answer back', async () => {
    const reads = await service({
      'GET /v1/accounts': (asked, response) => {
        response.setHeader('x-of', 'reads');
        answer(response, 200, { authorization: asked.headers.authorization, url: asked.url });
      },
    });
    const writes = await service({
      'POST /v1/accounts': (_, response) => answer(response, 201, { id: 1 }),
    });
    const { url } = await gateway({ reads: [reads.url], writes: [writes.url] });
    const read = await fetch(`${url}/v1/accounts?limit=2`, { headers: { authorization: 'Bearer mfk_x' } });
    expect([read.status, read.headers.get('x-of')]).toEqual([200, 'reads']);
    expect(await read.json()).toEqual({ authorization: 'Bearer mfk_x', url: '/v1/accounts?limit=2' });
    expect((await fetch(`${url}/v1/accounts`, { method: 'POST', body: '{}' })).status).toBe(201);
    expect(writes.asked).toEqual(['POST /v1/accounts']);
  });

  it('passes bodies of twenty megabytes both ways, byte for byte', async () => {
    const { url: to } = await service({
      'POST /v1/batch': (asked, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        asked.pipe(response);
      },
    });
    const { url } = await gateway({ one: [to] });
    const body = new Blob([MEGABYTES_20]);
    const back = await fetch(`${url}/v1/batch`, { method: 'POST', body });
    expect(digestOf(await back.bytes())).toBe(digestOf(MEGABYTES_20));
  });

  it('does not take from a service what its client does not read', async () => {
    let sent = 0;
    const { url: to } = await service({
      'GET /v1/raw': (_, response) => {
        const chunk = Buffer.alloc(64 * 1024);
        response.writeHead(200);
        const write = (): void => {
          while (sent < 200 * 1024 * 1024) {
            sent += chunk.length;
            if (!response.write(chunk)) {
              response.once('drain', write);
              return;
            }
          }
        };
        write();
      },
    });
    const { url } = await gateway({ one: [to] });
    const asked = request(`${url}/v1/raw`);
    asked.end();
    const [response] = await once(asked, 'response');
    response.pause();
    let before = -1;
    await until(
      () => {
        const rests = sent === before;
        before = sent;
        return rests;
      },
      { within: 10_000, every: 300, what: 'the service being held back' },
    );
    expect(sent).toBeLessThan(50 * 1024 * 1024);
    asked.destroy();
  });

  it('passes events as they come, and tells the service when the client has left', async () => {
    let left = false;
    const { url: to } = await service({
      'GET /v1/events/stream': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: 1\n\n');
        response.once('close', () => (left = true));
      },
    });
    const { url } = await gateway({ one: [to] });
    const client = new AbortController();
    const stream = await fetch(`${url}/v1/events/stream`, { signal: client.signal });
    const first = await stream.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe('data: 1\n\n');
    client.abort();
    await until(() => left, { within: 5_000, what: 'the service noticing' });
  });

  it('asks another instance where one cannot be reached, whatever the method', async () => {
    const lives = await service({ 'POST /v1/things': (asked, response) => void asked.pipe(response) });
    const { url } = await gateway({ one: [`http://127.0.0.1:${await freePort()}`, lives.url] });
    await fetch(`${url}/openapi.json`);
    for (let nth = 0; nth < 4; nth += 1) {
      const { status, body } = { ...(await post(`${url}/v1/things`, 'abc')) };
      expect([status, body]).toEqual([200, 'abc']);
    }
  });

  it('says which service is away and that nothing was done; and finds it when it is back', async () => {
    const port = await freePort();
    const other = await service({ 'GET /v1/others': (_, response) => answer(response, 200, {}) });
    const { url } = await gateway({ other: [other.url], away: [`http://127.0.0.1:${port}`] });
    expect((await fetch(`${url}/v1/others`)).status).toBe(200);
    const refused = await fetch(`${url}/v1/things`);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await refused.json()).toMatchObject({
      code: 'gateway/unavailable',
      status: 503,
      detail: expect.stringContaining('away cannot be reached: nothing was done'),
    });
    await service({ 'GET /v1/things': (_, response) => answer(response, 200, { there: true }) }, port);
    expect(await (await fetch(`${url}/v1/things`)).json()).toEqual({ there: true });
  });

  it('says that a command may have been done where the service went away before it had answered', async () => {
    const { url: to } = await service({ 'POST /v1/things': (_, response) => void response.destroy() });
    const { url } = await gateway({ one: [to] });
    const lost = await post(`${url}/v1/things`, '{}');
    expect(lost.status).toBe(502);
    expect(JSON.parse(lost.body)).toMatchObject({
      code: 'gateway/lost',
      detail: expect.stringContaining('same Idempotency-Key'),
    });
  });

  it('cuts an answer off that was not whole, rather than ending it as if it were', async () => {
    const { url: to } = await service({
      'GET /v1/raw': (_, response) => {
        response.writeHead(200).write('half of it', () => response.destroy());
      },
    });
    const { url } = await gateway({ one: [to] });
    const half = await fetch(`${url}/v1/raw`);
    await expect(half.text()).rejects.toThrow('terminated');
  });

  it('refuses a path that nobody has', async () => {
    const { url: to } = await service({});
    const { url } = await gateway({ one: [to] });
    const refused = await fetch(`${url}/v1/nothing`);
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ code: 'gateway/not-found' });
  });
});

const post = async (url: string, body: string): Promise<{ status: number; body: string }> => {
  const response = await fetch(url, { method: 'POST', body });
  return { status: response.status, body: await response.text() };
};
