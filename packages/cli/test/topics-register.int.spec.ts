import { catalogue } from '@mailfold/contracts';
import { VIEWS } from '@mailfold/contracts/views';
import type { Ended } from './mailfold-process.ts';
import { mailfoldHere } from './recording-terminal.ts';
import { type RegistryDouble, startRegistryDouble } from './registry-double.ts';

const MERGED = 'mailfold.threading.events.v1-threading.ThreadsMerged.v1';

describe('mailfold topics register', () => {
  let registry: RegistryDouble;

  beforeEach(async () => {
    registry = await startRegistryDouble();
  });
  afterEach(async () => {
    await registry[Symbol.asyncDispose]();
  });

  const register = (url = registry.url, ...more: string[]): Promise<Ended> =>
    mailfoldHere(['topics', 'register', '--registry', url, ...more]);

  it('registers the data of every event and every row', async () => {
    const { code, out } = await register(registry.url, '--json');
    expect([code, JSON.parse(out).subjects.length]).toEqual([0, catalogue.length + VIEWS.length]);
    const [merged] = registry.schemas.get(MERGED) ?? [];
    expect(JSON.parse(merged ?? '')).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'threading.ThreadsMerged.v1',
      type: 'object',
      required: expect.arrayContaining(['survivor', 'absorbed']),
    });
    const [row] = registry.schemas.get('mailfold.views.mailbox.v1-value') ?? [];
    expect(JSON.parse(row ?? '').required).toContain('ownerId');
  });

  it('leaves whether a schema fits the one before to our own check', async () => {
    await register();
    expect(new Set(registry.compatibility.values())).toEqual(new Set(['NONE']));
    expect([...registry.compatibility.keys()]).toEqual([...registry.schemas.keys()]);
  });

  it('adds no version the second time', async () => {
    const [first, second] = [await register(), await register()];
    expect(second.out).toBe(first.out);
    expect([...registry.schemas.values()].filter(({ length }) => length !== 1)).toEqual([]);
  });

  it('says which subject was refused and why', async () => {
    registry.refused = MERGED;
    const { code, err } = await register();
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/refused .*ThreadsMerged\.v1.*: 409: Schema being registered/),
    ]);
  });

  it('signs in, and shows no password', async () => {
    const withLogin = registry.url.replace('http://', 'http://me:s%40cret@');
    registry.refused = MERGED;
    const { err } = await register(withLogin);
    expect([...registry.logins]).toEqual([`Basic ${Buffer.from('me:s@cret').toString('base64')}`]);
    expect(err).not.toContain('cret@');
  });

  it.each([
    ['3 where nothing answers', 'http://127.0.0.1:1', 3, 'No schema registry answers at http://127.0.0.1:1'],
    ['2 for what is no address', 'nowhere', 2, 'like http://localhost:8081'],
  ])('ends with %s', async (_what, url, code, words) => {
    expect(await register(url)).toMatchObject({ code, err: expect.stringContaining(words) });
  });
});
