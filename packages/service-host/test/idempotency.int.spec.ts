import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { type ApiDatabase, apiDatabase, type TestApi, testApi } from './test-server.ts';
import { sampleRoutes } from './sample-routes.ts';

describe('the Idempotency-Key', () => {
  let database: ApiDatabase;
  let api: TestApi;

  beforeAll(async () => {
    database = await apiDatabase();
    api = await testApi(database.rows, sampleRoutes);
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const make = async (
    key: string | undefined,
    more: { name?: string; as?: string } = {},
  ): Promise<Record<string, unknown>> => {
    const headers = {
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(more.as === undefined ? {} : { 'mailfold-act-as': more.as }),
    };
    const answer = await api.call('POST', '/v1/things', { body: { name: more.name ?? 'thing', size: 1 }, headers });
    return { status: answer.status, ...JSON.parse(await answer.text()) };
  };

  it('makes the same command of the same key', async () => {
    const [one, two] = [await make('k1'), await make('k1')];
    expect(one['commandId']).toBe(uuid5(NAMESPACES.command, api.tenantId, api.keyId, 'k1'));
    expect(two).toEqual(one);
  });

  it('makes another command for another caller', async () => {
    expect((await make('k2'))['commandId']).not.toBe((await make('k2', { as: 'u1' }))['commandId']);
  });

  it('makes a new command each time without a key', async () => {
    expect((await make(undefined))['commandId']).not.toBe((await make(undefined))['commandId']);
  });

  it('is refused when it comes again with another request', async () => {
    await make('k3');
    expect(await make('k3', { name: 'other' })).toMatchObject({ status: 422, code: 'api/idempotency-key-reused' });
  });

  it('is not used up by a request that did not fit', async () => {
    expect(await make('k4', { name: 'x' })).toMatchObject({ status: 400 });
    expect(await make('k4')).toMatchObject({ status: 201 });
  });

  it.each(['', 'x'.repeat(256)])('is refused when it is empty or too long', async (key) => {
    expect(await make(key)).toMatchObject({ status: 400, errors: [{ field: 'headers.idempotency-key' }] });
  });
});
