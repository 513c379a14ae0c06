import { NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { numbered, PLAIN, type Server, startServer } from './server.ts';

describe.each([
  ['Append', PLAIN],
  ['BatchAppend', {}],
])('the double of EventStoreDB, appending by %s', (way, options) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const append = (
    stream: string,
    events: ReturnType<typeof numbered>,
    expectedRevision?: bigint | 'no_stream' | 'stream_exists',
  ) =>
    server.client.appendToStream(stream, events, {
      ...options,
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    });

  it('answers with the revision and the place of the last event', async () => {
    const first = await append(`${way}-1`, numbered(3), NO_STREAM);
    const second = await append(`${way}-1`, numbered(2), 2n);
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([2n, 4n]);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
    const read = server.client.readStream(`${way}-1`, { fromRevision: 4n });
    for await (const { event } of read) expect(event?.position).toEqual(second.position);
  });

  it('is the way that was meant', () => {
    expect(server.double.batchAppends > 0).toBe(way === 'BatchAppend');
  });

  it('refuses another revision, and tells the one that is there', async () => {
    await append(`${way}-2`, numbered(2));
    const refusal = { type: 'wrong-expected-version', streamName: `${way}-2` };
    await expect(append(`${way}-2`, numbered(1), NO_STREAM)).rejects.toMatchObject({ ...refusal, actualVersion: 1n });
    await expect(append(`${way}-2`, numbered(1), 7n)).rejects.toMatchObject({ ...refusal, expectedVersion: 7n });
  });

  it('refuses a stream that is not there', async () => {
    const refused = append(`${way}-3`, numbered(1), STREAM_EXISTS);
    await expect(refused).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
  });

  it('knows the same events at their places, and compares no contents', async () => {
    const events = numbered(2);
    const first = await append(`${way}-4`, events, NO_STREAM);
    await append(`${way}-4`, numbered(1), 1n);
    const others = events.map((event) => ({ ...event, data: { number: -1 } }));
    expect(await append(`${way}-4`, others, NO_STREAM)).toEqual(first);
  });
});

describe('the double of EventStoreDB, appending', () => {
  it('refuses more bytes than it takes at once', async () => {
    await using server = await startServer({ mostAppendBytes: 500 });
    const append = server.client.appendToStream('s', numbered(50), PLAIN);
    await expect(append).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 500 });
  });

  it('keeps its log over a stop, on the same port', async () => {
    await using server = await startServer();
    const { url } = server.double;
    await server.client.appendToStream('s', numbered(1), PLAIN);
    server.double.stop();
    await expect(server.client.appendToStream('s', numbered(1), PLAIN)).rejects.toBeInstanceOf(Error);
    await server.double.start();
    expect(server.double.url).toBe(url);
    expect((await server.client.appendToStream('s', numbered(1), PLAIN)).nextExpectedRevision).toBe(1n);
  });

  it('has done an append whose answer it loses', async () => {
    await using server = await startServer();
    server.double.faults.loseAnswers = 1;
    const events = numbered(1);
    const append = () => server.client.appendToStream('s', events, { ...PLAIN, expectedRevision: NO_STREAM });
    await expect(append()).rejects.toMatchObject({ code: 14 });
    expect((await append()).nextExpectedRevision).toBe(0n);
  });

  it('answers late, or never, as it is told', async () => {
    await using server = await startServer();
    server.double.faults.delayMs = 30;
    const before = performance.now();
    await server.client.appendToStream('s', numbered(1), PLAIN);
    expect(performance.now() - before).toBeGreaterThanOrEqual(29);
    server.double.faults.silent = true;
    const unanswered = server.client.appendToStream('s', numbered(1), { ...PLAIN, deadline: 50 });
    await expect(unanswered).rejects.toMatchObject({ code: 4 });
  });
});
