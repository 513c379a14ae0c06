import { BACKWARDS, END, type ReadStreamOptions, type ResolvedEvent } from '@eventstore/db-client';
import { numbered, type Server, startServer } from './server.ts';

async function collected(read: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const events: ResolvedEvent[] = [];
  for await (const event of read) events.push(event);
  return events;
}

describe('the double of EventStoreDB, reading', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ statsEvery: 1 });
    await server.client.appendToStream('s', numbered(5));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const revisions = async (options: ReadStreamOptions) =>
    (await collected(server.client.readStream('s', options))).map(({ event }) => Number(event?.revision));

  it.each<[ReadStreamOptions, number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ fromRevision: 1n, maxCount: 2 }, [1, 2]],
    [{ fromRevision: 9n }, []],
    [{ direction: BACKWARDS, fromRevision: END, maxCount: 2 }, [4, 3]],
    [{ direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    // So many numbers down from there, whether or not there are events.
    [{ direction: BACKWARDS, fromRevision: 9n, maxCount: 1 }, []],
    [{ direction: BACKWARDS, fromRevision: 9n, maxCount: 7 }, [4, 3]],
  ])('gives for %o the revisions %j', async (options, expected) => {
    expect(await revisions(options)).toEqual(expected);
  });

  it('gives an event as it was appended', async () => {
    const [read] = await collected(server.client.readStream('s', { maxCount: 1 }));
    const { event } = read ?? {};
    expect(event).toMatchObject({
      type: 'test.Happened.v1',
      data: { number: 0 },
      metadata: { text: 'ü' },
      isJson: true,
    });
    expect(Math.abs(Date.now() - (event?.created.getTime() ?? 0))).toBeLessThan(10_000);
  });

  it('says of a stream that it is not there', async () => {
    await expect(collected(server.client.readStream('none'))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('gives all in one order of places, with events of its own', async () => {
    const all = await collected(server.client.readAll());
    const places = all.map(({ event }) => event?.position?.commit ?? -1n);
    expect(places).toEqual(places.toSorted((one, other) => Number(one - other)));
    expect(new Set(places).size).toBe(7);
    expect([all[0], all.at(-1)].map((one) => one?.event?.type)).toEqual(['$UsersCreated', '$Stats']);
  });

  it('gives from a place what lies at it, and backwards what lies before it', async () => {
    const all = await collected(server.client.readAll());
    const fromPosition = all[3]?.event?.position ?? END;
    const forwards = await collected(server.client.readAll({ fromPosition, maxCount: 2 }));
    const backwards = await collected(server.client.readAll({ fromPosition, maxCount: 2, direction: BACKWARDS }));
    expect(forwards).toEqual(all.slice(3, 5));
    expect(backwards).toEqual([all[2], all[1]]);
  });
});
