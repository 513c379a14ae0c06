import { freshDatabase, until } from '@mailfold/dev-env';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { Place } from '../src/places.ts';
import { migrations } from '../src/schema.ts';

describe('Place', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let rows: PostgresReadStore;
  let groups = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    rows = await PostgresReadStore.connect({ url: database.url });
    await migrate(rows, migrations);
  });
  afterAll(async () => {
    await rows[Symbol.asyncDispose]();
    await database.drop();
  });

  const newGroup = (): string => `threading.group-${(groups += 1)}`;
  const written = async (group: string): Promise<number | undefined> => {
    const text = 'select position from message_bus.place where group_name = $1';
    return (await rows.query<{ position: number }>(text, [group]))[0]?.position;
  };

  it('begins where it was told when nothing is written', async () => {
    expect((await Place.load(rows, newGroup(), 7)).position).toBe(7);
  });

  it('begins where it was written before, whatever it is told', async () => {
    const group = newGroup();
    const before = await Place.load(rows, group, 0);
    before.advance(3);
    await before.flush();
    expect((await Place.load(rows, group, 7)).position).toBe(3);
  });

  it('is not written with each advance, but by itself after a while, with the last of them', async () => {
    const group = newGroup();
    const place = await Place.load(rows, group, 0);
    for (let position = 1; position <= 100; position += 1) place.advance(position);
    expect(await written(group)).toBeUndefined();
    await until(async () => (await written(group)) === 100);
    expect(place.position).toBe(100);
  });

  it('is left unwritten, without an error, when there is no database any more', async () => {
    const closed = await PostgresReadStore.connect({ url: database.url });
    const group = newGroup();
    const place = await Place.load(closed, group, 0);
    await closed[Symbol.asyncDispose]();
    place.advance(5);
    await place.flush();
    expect(await written(group)).toBeUndefined();
  });
});
