import { freshDatabase, type FreshDatabase } from '../src/index.ts';

describe('a fresh database', () => {
  const made: FreshDatabase[] = [];
  const fresh = async () => {
    const database = await freshDatabase();
    made.push(database);
    return database;
  };

  afterAll(async () => {
    for (const database of made) await database.drop();
  });

  it('listens on loopback only', async () => {
    expect(new URL((await fresh()).url).hostname).toBe('127.0.0.1');
  });

  it('belongs to nobody else', async () => {
    const [one, other] = [await fresh(), await fresh()];

    expect(one.url).not.toBe(other.url);
  });
});
