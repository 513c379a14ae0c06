import { Problem, Rebuild } from '@mailfold/contracts/http';
import { until } from '@mailfold/dev-env';
import { OperationApi } from './operation-api.ts';
import { poison } from './small-view.ts';

describe('rebuilds', () => {
  let api: OperationApi;

  beforeEach(async () => {
    api = await OperationApi.open({ views: ['small', 'other'] });
    await api.tell({});
    await api.tell({});
    await api.settle();
  });
  afterEach(async () => {
    poison.clear();
    await api[Symbol.asyncDispose]();
  });

  const ended = async (id: string): Promise<Rebuild> => {
    let seen: Rebuild | undefined;
    await until(
      async () => {
        seen = await api.call('GET', `/v1/rebuilds/${id}`, Rebuild);
        return seen.state !== 'running';
      },
      { what: 'the rebuild to end' },
    );
    return seen ?? { id, state: 'failed', views: [] };
  };
  const start = (body: object) => api.call('POST', '/v1/rebuilds', Rebuild, body);

  it('are accepted at once and equal to the live view in the end (VIEW-5)', async () => {
    const started = await api.ask('POST', '/v1/rebuilds', { body: { view: 'small' } });
    expect(started.status).toBe(202);
    const { views } = await ended(Rebuild.parse(await started.json()).id);
    expect(views).toMatchObject([{ view: 'small', state: 'done', events: 2, equal: true }]);
    expect(views[0]?.hashAfter).toBe(views[0]?.hashBefore);
  });

  it('are of all views where none is named', async () => {
    const { views } = await ended((await start({})).id);
    expect(views.map(({ view, state }) => [view, state])).toEqual([
      ['small', 'done'],
      ['other', 'done'],
    ]);
  });

  it('tell a view that was wrong', async () => {
    await api.platform.rows.query('update small.told set events = 7');
    const { views } = await ended((await start({ view: 'small' })).id);
    expect(views).toMatchObject([{ state: 'done', equal: false }]);
    expect(await api.platform.rows.query('select events from small.told')).toEqual([{ events: 2 }]);
  });

  it('mend a view whose tables are gone', async () => {
    await api.platform.rows.query('drop table small.told');
    const [view] = (await ended((await start({ view: 'small' })).id)).views;
    expect(view).toMatchObject({ state: 'done', events: 2 });
    expect(view?.equal).toBeUndefined();
    expect(await api.platform.rows.query('select events from small.told')).toEqual([{ events: 2 }]);
  });

  it('say why they failed, and leave the live view', async () => {
    poison.add('tables');
    const { state, views } = await ended((await start({ view: 'small' })).id);
    expect(state).toBe('failed');
    expect(views).toMatchObject([{ state: 'failed', reason: expect.any(String) }]);
    expect(await api.platform.rows.query('select events from small.told')).toEqual([{ events: 2 }]);
  });

  it('of a view that is not there are refused, with those that are', async () => {
    const answer = await api.ask('POST', '/v1/rebuilds', { body: { view: 'nothing' } });
    expect(answer.status).toBe(404);
    expect(Problem.parse(await answer.json())).toMatchObject({
      code: 'rebuild/view-not-found',
      detail: expect.stringContaining('small, other'),
    });
  });

  it('are one where the request is repeated', async () => {
    const again = { body: { view: 'small' }, headers: { 'idempotency-key': 'once' } };
    const ids = [1, 2].map(async () => Rebuild.parse(await (await api.ask('POST', '/v1/rebuilds', again)).json()).id);
    const [first, second] = await Promise.all(ids);
    expect(second).toBe(first);
    expect((await ended(first ?? '')).state).toBe('done');
  });

  it('go on one after another', async () => {
    const started = await Promise.all([start({}), start({}), start({ view: 'small' })]);
    const states = await Promise.all(started.map(async ({ id }) => (await ended(id)).state));
    expect(states).toEqual(['done', 'done', 'done']);
  });

  it('of another tenant are not found (X19)', async () => {
    const { id } = await start({ view: 'small' });
    const answer = await api.ask('GET', `/v1/rebuilds/${id}`, { key: await api.strangersKey() });
    expect(answer.status).toBe(404);
    expect((await ended(id)).state).toBe('done');
  });
});
