import { AccountList } from '@mailfold/contracts/http';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { accountRoutes } from '../../src/accounts/routes.ts';
import { accountsView } from '../../src/accounts/accounts-view.ts';
import { recordsView } from '../../src/records/records-view.ts';
import { Api, type Who } from '../api.ts';
import { AccountEvents } from './account-events.ts';

const accountOf = (tenantId: string, owner: string): AccountEvents =>
  new AccountEvents({ tenantId, owner, accountId: uuid5(NAMESPACES.account, tenantId, owner) });

describe('GET /v1/accounts', () => {
  let api: Api;
  let tenantId: string;
  beforeAll(async () => {
    api = await Api.open([recordsView, accountsView], ({ rows, clock, runners }) =>
      accountRoutes({ rows, clock, views: runners }),
    );
    tenantId = await api.tenant('ours');
    await api.views.tell(['ann', 'bob', 'cid'].map((owner) => accountOf(tenantId, owner).connected()));
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const owners = async (path: string, who: Who): Promise<string[]> =>
    (await api.get(AccountList, path, who)).items.map((one) => one.owner.id);

  it('lists all accounts of the tenant for its service key, in pages', async () => {
    const first = await api.get(AccountList, '/v1/accounts?limit=2', { tenantId });
    const second = await api.get(AccountList, `/v1/accounts?limit=2&cursor=${first.next}`, { tenantId });
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined]);
    const all = ['ann', 'bob', 'cid'].map((owner) => accountOf(tenantId, owner).id);
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(all.toSorted());
  });

  it('lists a user their own', async () => {
    expect(await owners('/v1/accounts', { tenantId, user: 'ann' })).toEqual([accountOf(tenantId, 'ann').ownerId]);
  });

  it('lists those in one state', async () => {
    expect(await owners('/v1/accounts?state=complete', { tenantId })).toEqual([]);
    expect(await owners('/v1/accounts?state=catching%20up', { tenantId })).toHaveLength(3);
  });

  it('does not find an account of somebody else (VIS-1)', async () => {
    const { id } = accountOf(tenantId, 'bob');
    expect(await api.status(`/v1/accounts/${id}`, { tenantId, user: 'bob' })).toBe(200);
    expect(await api.status(`/v1/accounts/${id}`, { tenantId, user: 'ann' })).toBe(404);
    expect(await api.status(`/v1/accounts/${id}/quarantine`, { tenantId, user: 'ann' })).toBe(404);
  });

  it('does not find an account of another tenant (X19)', async () => {
    const other = await api.tenant('theirs');
    const { id } = accountOf(tenantId, 'bob');
    expect(await owners('/v1/accounts', { tenantId: other })).toEqual([]);
    expect(await api.status(`/v1/accounts/${id}`, { tenantId: other })).toBe(404);
  });

  it('refuses a cursor that it did not make', async () => {
    const cursor = Buffer.from(JSON.stringify(['yesterday', 'x'])).toString('base64url');
    expect(await api.status(`/v1/accounts?cursor=${cursor}`, { tenantId })).toBe(400);
  });
});
