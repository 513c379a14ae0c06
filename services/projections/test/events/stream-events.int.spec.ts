import { PublicEvent } from '@mailfold/contracts/http';
import { EventApi, type Tenant } from './event-api.ts';

/** Reads frames of a stream until so many events came, then leaves. */
async function read(answer: Response, leave: AbortController, many: number): Promise<PublicEvent[]> {
  let text = '';
  const events = (): PublicEvent[] =>
    [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, json = '']) => PublicEvent.parse(JSON.parse(json)));
  const pieces = answer.body?.pipeThrough(new TextDecoderStream()) ?? [];
  try {
    for await (const piece of pieces) {
      text += piece;
      if (events().length >= many) break;
    }
  } finally {
    leave.abort();
  }
  return events();
}

describe('events as a stream', () => {
  let api: EventApi;
  let acme: Tenant;

  beforeAll(async () => {
    api = await EventApi.open();
  });
  beforeEach(async () => {
    acme = await api.tenant('Acme');
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const open = async (query = '', headers: Record<string, string> = {}) => {
    const leave = new AbortController();
    const answer = await api.get(`/v1/events/stream${query}`, { tenant: acme, headers, signal: leave.signal });
    return { read: (many: number) => read(answer, leave, many), leave, answer };
  };

  it('are the past ones, then those that come', async () => {
    const past = await api.tell(acme, 'a.A.v1', 'a.A.v1');
    const stream = await open();
    const coming = stream.read(3);
    const live = await api.tell(acme, 'a.A.v1');
    expect((await coming).map(({ id }) => id)).toEqual([...past, ...live]);
  });

  it('go on after Last-Event-ID without a gap and without a repeat (EVT-3)', async () => {
    const told = await api.tell(acme, 'a.A.v1', 'a.A.v1', 'a.A.v1');
    const [first] = await (await open()).read(1);
    const missed = await api.tell(acme, 'a.A.v1');
    const rest = await (await open('?after=0', { 'last-event-id': first?.position ?? '' })).read(3);
    expect([first?.id, ...rest.map(({ id }) => id)]).toEqual([...told, ...missed]);
  });

  it('are each once, however often the connection is lost while they are appended', async () => {
    const told: string[] = [];
    const seen: PublicEvent[] = [];
    const write = async () => {
      for (let n = 0; n < 40; n += 1) told.push(...(await api.tell(acme, 'a.A.v1', 'a.A.v1')));
    };
    const listen = async () => {
      while (seen.length < 80) {
        const last = seen.at(-1)?.position;
        seen.push(
          ...(await (
            await open('', last === undefined ? {} : { 'last-event-id': last })
          ).read(Math.min(7, 80 - seen.length))),
        );
      }
    };
    await Promise.all([write(), listen()]);
    expect(seen.map(({ id }) => id)).toEqual(told);
  });

  it('begin at the end when asked for live ones alone', async () => {
    await api.tell(acme, 'a.A.v1');
    const stream = await open('?live=true');
    const told = await api.tell(acme, 'a.A.v1');
    expect((await stream.read(1)).map(({ id }) => id)).toEqual(told);
  });

  it('are those of the tenant and the types asked for', async () => {
    const stream = await open('?types=a.');
    await api.tell(await api.tenant('Other'), 'a.A.v1');
    await api.tell(acme, 'b.B.v1');
    const told = await api.tell(acme, 'a.A.v1');
    expect((await stream.read(1)).map(({ id }) => id)).toEqual(told);
  });

  it('say their type and position in the frame', async () => {
    await api.tell(acme, 'a.A.v1');
    const { answer, leave } = await open();
    let text = '';
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece;
      if (/data: .*\n\n/.test(text)) break;
    }
    leave.abort();
    expect(text).toMatch(/^retry: \d+\n\nid: \d+\nevent: a\.A\.v1\ndata: \{.*\}\n\n/);
  });
});
