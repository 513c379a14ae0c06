import { SettingsChanged } from '@mailfold/contracts';
import { recordId } from '@mailfold/kernel';
import { PASSWORD, World, ANN } from './faults/world.ts';

const login = { credentials: { kind: 'password', login: ANN, password: PASSWORD } };
const everything = { scope: { kind: 'all' } };

/** Every route on an account, with a body that its owner may send. Disconnecting is last: it ends the account. */
const ROUTES = [
  { method: 'GET', url: '/v1/accounts/:id/ledger', service: 200 },
  { method: 'GET', url: '/v1/accounts/:id/folders', service: 200 },
  { method: 'PATCH', url: '/v1/accounts/:id', body: { autoLink: false }, service: 403 },
  { method: 'PUT', url: '/v1/accounts/:id/scope', body: everything, service: 200 },
  { method: 'PUT', url: '/v1/accounts/:id/scope', body: { ...everything, dryRun: true }, service: 200 },
  { method: 'PUT', url: '/v1/accounts/:id/credentials', body: login, service: 200 },
  { method: 'DELETE', url: '/v1/accounts/:id', service: 200 },
];

type Route = (typeof ROUTES)[number];

const nameOf = ({ method, url }: { readonly method: string; readonly url: string }): string => `${method} ${url}`;

describe('an account is its owner’s', () => {
  let world: World;
  let secrets: Record<'service' | 'theirService' | 'owner' | 'colleague' | 'theirNamesake', string>;
  beforeAll(async () => {
    world = await World.open();
    await world.synced();
    const [row] = await world.rows.query<{ tenant: string }>('select tenant from ingest.account');
    const ours = row?.tenant ?? '';
    const theirs = await world.keys.tenant('Theirs');
    const service = await world.keys.createServiceKey(ours, 'second');
    const theirService = await world.keys.createServiceKey(theirs, 'theirs');
    const tokenOf = async (tenantId: string, key: { readonly id: string }, user: string) =>
      (await world.keys.createUserToken({ tenantId, id: key.id }, recordId(tenantId, 'user', user), 600)).secret;
    secrets = {
      service: service.secret,
      theirService: theirService.secret,
      owner: await tokenOf(ours, service, 'user-ann'),
      colleague: await tokenOf(ours, service, 'user-bob'),
      theirNamesake: await tokenOf(theirs, theirService, 'user-ann'),
    };
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const answer = async ({ method, url, body }: Route, secret: string, actAs?: string) => {
    const response = await fetch(world.url + url.replace(':id', world.accountId), {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(actAs === undefined ? {} : { 'mailfold-act-as': actAs }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { code } = (await response.json()) as { readonly code?: string };
    return code === undefined ? response.status : `${response.status} ${code}`;
  };

  it('holds of every route on an account that there is', () => {
    const there = world.routes.filter(({ url }) => url.startsWith('/v1/accounts/:id')).map(nameOf);
    expect([...new Set(ROUTES.map(nameOf))].toSorted()).toEqual(there.toSorted());
  });

  it.each(ROUTES)('$method $url is not found by a colleague, token or key acting as one (VIS-1)', async (route) => {
    expect(await answer(route, secrets.colleague)).toBe('404 account/not-found');
    expect(await answer(route, secrets.service, 'user-bob')).toBe('404 account/not-found');
  });

  it.each(ROUTES)('$method $url is not found by another tenant, whatever its user is called (X19)', async (route) => {
    expect(await answer(route, secrets.theirNamesake)).toBe('404 account/not-found');
    expect(await answer(route, secrets.theirService, 'user-ann')).toBe('404 account/not-found');
    const alone = route.service === 403 ? '403 api/user-forbidden' : '404 account/not-found';
    expect(await answer(route, secrets.theirService)).toBe(alone);
  });

  it('leaves an account as it was, whoever else knocked', async () => {
    expect(await world.told(SettingsChanged)).toEqual([]);
  });

  it.each(ROUTES)('$method $url answers its owner', async (route) => {
    expect(await answer(route, secrets.owner)).toBe(200);
    expect(await answer(route, secrets.service, 'user-ann')).toBe(200);
  });

  it.each(ROUTES)('$method $url answers the tenant’s service where it manages accounts', async (route) => {
    expect(await answer(route, secrets.service)).toBe(route.service === 403 ? '403 api/user-forbidden' : 200);
  });
});
