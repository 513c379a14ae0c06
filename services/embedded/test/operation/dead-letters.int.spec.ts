import { DeadLetterDetail, DeadLetterOutcome, DeadLetterPage } from '@mailfold/contracts/http';
import { uuid7 } from '@mailfold/kernel';
import { OperationApi } from './operation-api.ts';
import { poison } from './small-view.ts';

describe('dead letters', () => {
  let api: OperationApi;

  beforeEach(async () => {
    api = await OperationApi.open({ views: ['small'] });
  });
  afterEach(async () => {
    poison.clear();
    await api[Symbol.asyncDispose]();
  });

  const list = (query = '') => api.call('GET', `/v1/dead-letters${query}`, DeadLetterPage);
  const rows = () => api.platform.rows.query('select key, events from small.told order by key');

  /** An event that cannot be folded and one behind it. */
  const parked = async (account = uuid7()) => {
    await api.service.stop();
    const id = await api.tell({ n: 1 }, 'test.Told.v1', account);
    poison.add(id);
    const behind = await api.tell({ n: 2 }, 'test.Told.v1', account);
    await api.service.start();
    await api.settle();
    return { id, behind, account, letter: `projections.small~${id}` };
  };

  it('are listed with the reason and how many wait behind them', async () => {
    const { id, account, letter } = await parked();
    expect((await list()).items).toEqual([
      {
        id: letter,
        group: 'projections.small',
        eventId: id,
        type: 'test.Told.v1',
        key: account,
        reason: 'cannot be folded (unexpected)',
        waiting: 1,
        at: expect.any(String),
      },
    ]);
  });

  it('are listed in pages, and by group', async () => {
    await parked();
    await parked();
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.next ?? ''}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual((await list()).items.map(({ id }) => id));
    expect(new Set([...first.items, ...second.items]).size).toBe(2);
    expect((await list('?group=nobody')).items).toEqual([]);
  });

  it('are shown without personal fields', async () => {
    await api.service.stop();
    const data = { contactId: uuid7(), externalId: 'c1', name: 'Taro', addresses: ['taro@kaisha.example'] };
    const id = await api.tell({ ...data, visibleTo: { everyone: true } }, 'directory.ContactRecorded.v1');
    poison.add(id);
    await api.service.start();
    await api.settle();
    const shown = await api.call('GET', `/v1/dead-letters/projections.small~${id}`, DeadLetterDetail);
    expect(shown.data).toMatchObject({ contactId: data.contactId, externalId: 'c1', visibleTo: { everyone: true } });
    expect(JSON.stringify(shown)).not.toMatch(/taro/i);
  });

  it('are handled with what waits behind them when what was wrong is put right', async () => {
    const { letter, account } = await parked();
    poison.clear();
    expect(await api.call('POST', `/v1/dead-letters/${letter}/retry`, DeadLetterOutcome)).toEqual({
      outcome: 'retried',
    });
    expect(await rows()).toEqual([{ key: account, events: 2 }]);
    expect((await list()).items).toEqual([]);
  });

  it('are parked again, with the reason, when nothing was put right', async () => {
    const { letter } = await parked();
    expect(await api.call('POST', `/v1/dead-letters/${letter}/retry`, DeadLetterOutcome)).toEqual({
      outcome: 'parked-again',
      reason: 'cannot be folded (unexpected)',
    });
  });

  it('are discarded, and what waits behind them goes on', async () => {
    const { letter, account } = await parked();
    expect(await api.call('DELETE', `/v1/dead-letters/${letter}`, DeadLetterOutcome)).toEqual({ outcome: 'discarded' });
    expect(await rows()).toEqual([{ key: account, events: 1 }]);
    expect((await api.ask('GET', `/v1/dead-letters/${letter}`)).status).toBe(404);
  });

  it('of another tenant are not found (X19)', async () => {
    const { letter } = await parked();
    const key = await api.strangersKey();
    expect((await api.ask('GET', `/v1/dead-letters/${letter}`, { key })).status).toBe(404);
    expect((await api.ask('POST', `/v1/dead-letters/${letter}/retry`, { key })).status).toBe(404);
    expect((await api.ask('DELETE', `/v1/dead-letters/${letter}`, { key })).status).toBe(404);
    expect(await (await api.ask('GET', '/v1/dead-letters', { key })).json()).toEqual({ items: [] });
    expect((await list()).items).toHaveLength(1);
  });

  it('count in the progress of their processor', async () => {
    await parked();
    expect((await api.settle()).processors).toMatchObject([{ name: 'projections.small', parked: 2 }]);
  });
});
