import { EventCounts, EventPage, Problem } from '@mailfold/contracts/http';
import { EventApi, type Tenant } from './event-api.ts';

describe('events in pages', () => {
  let api: EventApi;
  let acme: Tenant;

  beforeAll(async () => {
    api = await EventApi.open();
  });
  beforeEach(async () => {
    acme = await api.tenant('Acme');
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const page = async (query: string, tenant = acme) =>
    EventPage.parse(await (await api.get(`/v1/events${query}`, { tenant })).json());
  const problem = async (path: string) => Problem.parse(await (await api.get(path, { tenant: acme })).json());

  it('come as they are published, without what only processors need', async () => {
    const [id = ''] = await api.tell(acme, 'ingest.Seen.v1');
    const { items } = await page('');
    expect(items).toEqual([
      {
        id,
        type: 'ingest.Seen.v1',
        tenantId: acme.tenantId,
        accountId: acme.accountId,
        occurredAt: '2026-11-02T09:00:00.000Z',
        recordedAt: expect.any(String),
        causationId: id,
        correlationId: id,
        origin: 'live',
        position: expect.stringMatching(/^\d+$/),
        data: { type: 'ingest.Seen.v1' },
      },
    ]);
  });

  it('are those of the tenant alone', async () => {
    const other = await api.tenant('Other');
    await api.tell(other, 'ingest.Seen.v1');
    const mine = await api.tell(acme, 'ingest.Seen.v1');
    expect((await page('')).items.map(({ id }) => id)).toEqual(mine);
  });

  it('follow one another by next, each once and in order', async () => {
    const told = [...(await api.tell(acme, 'a.A.v1', 'a.A.v1', 'a.A.v1')), ...(await api.tell(acme, 'a.A.v1'))];
    const seen: string[] = [];
    let at = '';
    for (;;) {
      const { items, next } = await page(`?limit=2${at}`);
      if (items.length === 0) break;
      seen.push(...items.map(({ id }) => id));
      at = `&after=${next ?? ''}`;
    }
    expect(seen).toEqual(told);
  });

  it('go on from next, also when nothing came', async () => {
    await api.tell(acme, 'a.A.v1');
    const { next = '' } = await page('?types=b.');
    const told = await api.tell(acme, 'b.B.v1');
    expect((await page(`?types=b.&after=${next}`)).items.map(({ id }) => id)).toEqual(told);
    expect(Number(next)).toBeGreaterThan(0);
  });

  it('are chosen by full types and by contexts', async () => {
    await api.tell(acme, 'a.A.v1', 'b.B.v1', 'b.C.v1', 'c.D.v1');
    expect((await page('?types=b.,c.D.v1')).items.map(({ type }) => type)).toEqual(['b.B.v1', 'b.C.v1', 'c.D.v1']);
  });

  it('are counted by type, the later ones too', async () => {
    const counts = async (query: string) =>
      EventCounts.parse(await (await api.get(`/v1/events/counts${query}`, { tenant: acme })).json());
    await api.tell(acme, 'a.A.v1', 'b.B.v1');
    expect(await counts('')).toMatchObject({ total: 2 });
    await api.tell(acme, 'a.A.v1');
    expect(await counts('')).toEqual({
      total: 3,
      types: [
        { type: 'a.A.v1', count: 2 },
        { type: 'b.B.v1', count: 1 },
      ],
    });
    expect(await counts('?types=a.')).toEqual({ total: 2, types: [{ type: 'a.A.v1', count: 2 }] });
  });

  it('refuse a position that is none, with the field', async () => {
    expect(await problem('/v1/events?after=soon')).toMatchObject({
      status: 400,
      code: 'api/invalid',
      errors: [{ field: 'query.after' }],
    });
  });

  it('refuse a position beyond the end of the log', async () => {
    expect(await problem('/v1/events?after=999999999')).toMatchObject({ status: 400, code: 'events/invalid-position' });
    expect(await problem('/v1/events/stream?after=999999999')).toMatchObject({ code: 'events/invalid-position' });
  });

  it('are for a service key alone', async () => {
    const key = await api.keys.serviceKey(acme.key);
    const { secret } = await api.keys.createUserToken(key ?? { id: '', tenantId: '' }, acme.accountId, 60);
    for (const path of ['/v1/events', '/v1/events/stream', '/v1/events/counts']) {
      const answer = await api.get(path, { tenant: { ...acme, key: secret } });
      expect(answer.status).toBe(403);
    }
  });
});
