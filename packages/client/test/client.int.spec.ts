import { recordId, uuid5, NAMESPACES } from '@mailfold/kernel';
import { freePort } from '@mailfold/dev-env';
import { createServer } from 'node:http';
import { type ApiClient, createClient, everyItem } from '../src/index.ts';
import { ID, type TestApi, testApi } from './test-api.ts';

describe('the client', () => {
  let api: TestApi;
  let client: ApiClient;

  beforeAll(async () => {
    api = await testApi();
    client = createClient({ url: `${api.url}/`, key: api.key });
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });

  it('gives what the API answers, typed', async () => {
    const { items } = await client.accounts.list();
    expect(items[0]).toMatchObject({ address: 'a1@example.com', state: 'complete' });
  });

  it('goes through a list page by page, as far as one asks', async () => {
    const pages = (next: string | undefined) => client.accounts.list({ cursor: next });
    const all = await Array.fromAsync(everyItem(pages));
    const three = await Array.fromAsync(everyItem(pages, 3));
    expect([all.length, three.length]).toEqual([5, 3]);
  });

  it("rejects with the API's own code, words and status", async () => {
    const userId = recordId(uuid5(NAMESPACES.tenant, 'Test'), 'user', '営業 1/%');
    await expect(client.as('営業 1/%').mailbox.thread(ID)).rejects.toMatchObject({
      code: 'mailbox/thread-not-found',
      message: `No such thread of ${userId}.`,
      details: { status: 404 },
    });
  });

  it('names the fields that did not fit', async () => {
    await expect(client.accounts.list({ limit: 9_999 })).rejects.toMatchObject({
      code: 'api/invalid',
      details: { errors: [{ field: 'query.limit' }] },
    });
  });

  it('says where nothing answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(createClient({ url, key: api.key }).accounts.list()).rejects.toMatchObject({
      code: 'client/unreachable',
      message: expect.stringContaining(url),
    });
  });

  it.each([
    [500, 'nope', 'client/not-mailfold'],
    [200, '{"items":7}', 'client/wrong-answer'],
    [200, '<html>', 'client/wrong-answer'],
  ])('says when something else answers (%i %s)', async (status, body, code) => {
    const other = createServer((_request, answer) => answer.writeHead(status).end(body));
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    await expect(createClient({ url: `http://127.0.0.1:${port}`, key: 'x' }).accounts.list()).rejects.toMatchObject({
      code,
    });
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  });

  it('sends lines', async () => {
    const lines = [
      JSON.stringify({ op: 'user', id: 'u1', name: 'Ann' }),
      JSON.stringify({ op: 'remove', kind: 'deals', id: 'd1' }),
    ];
    expect(await client.directory.batch(lines)).toMatchObject({ recorded: 2 });
  });

  it('follows events over lost connections, each once, until it is refused for good', async () => {
    const seen: string[] = [];
    const follow = async (): Promise<void> => {
      for await (const event of client.events.follow({ signal: new AbortController().signal }))
        seen.push(event.position);
    };
    await expect(follow()).rejects.toMatchObject({ code: 'api/forbidden' });
    expect(seen).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('stops following when asked', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const event of client.events.follow({ signal: stop.signal, after: '4' })) {
      seen.push(event.position);
      if (seen.length === 2) stop.abort();
    }
    expect(seen.slice(0, 2)).toEqual(['5', '6']);
  });
});
