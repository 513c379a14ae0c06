import { RouteTable } from '../src/route-table.ts';

describe('where a request goes', () => {
  const table = new RouteTable(['first', 'second', 'third']);
  table.learn('first', {
    paths: { '/v1/tokens': { post: {} }, '/v1/accounts': { get: {} }, '/v1/accounts/{id}': { get: {} } },
  });
  table.learn('second', {
    paths: { '/v1/tokens': { post: {} }, '/v1/accounts': { post: {} }, '/v1/accounts/{id}/scope': { put: {} } },
  });

  it.each([
    ['GET', '/v1/accounts', 'first', '/v1/accounts'],
    ['POST', '/v1/accounts', 'second', '/v1/accounts'],
    ['GET', '/v1/accounts/0198', 'first', '/v1/accounts/{id}'],
    ['PUT', '/v1/accounts/0198/scope', 'second', '/v1/accounts/{id}/scope'],
    ['POST', '/v1/tokens', 'first', '/v1/tokens'],
  ])('%s %s → %s', (method, path, service, route) => {
    expect(table.find(method, path)).toEqual({ service, route });
  });

  it.each([
    ['GET', '/v1/accounts/'],
    ['GET', '/v1/accounts/0198/scope'],
    ['DELETE', '/v1/accounts'],
    ['GET', '/v1'],
  ])('%s %s → nobody', (method, path) => {
    expect(table.find(method, path)).toBeUndefined();
  });

  it('knows of whom it has not heard', () => {
    expect(table.unknown).toEqual(['third']);
  });
});
