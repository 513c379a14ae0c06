import { freshDatabase } from '@mailfold/dev-env';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { ApiKeys } from '@mailfold/service-host';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess as run } from './run-process.ts';

describe('a service as a program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailfold-program-'));
    await writeFile(join(folder, 'key'), `${Buffer.alloc(32, 7).toString('base64')}\n`);
    await writeFile(join(folder, 'url'), 'postgres://mailfold:swordfish@db/mailfold');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('prints its settings and ends, with secrets read from files and hidden', async () => {
    const { code, out, err } = await run(['--print-config'], {
      MAILFOLD_ROWS_URL_FILE: join(folder, 'url'),
      MAILFOLD_MASTER_KEY_FILE: join(folder, 'key'),
      MAILFOLD_KAFKA_BROKERS: 'kafka:9092',
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('MAILFOLD_ROWS_URL=postgres://mailfold:***@db/mailfold\n');
    expect(out).toContain('MAILFOLD_MASTER_KEY=***\n');
  });

  it('ends with one line for each problem', async () => {
    const { code, out, err } = await run([], { MAILFOLD_MASTER_KEY_FILE: join(folder, 'key') });
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      'mailfold small: The configuration does not fit:\n  MAILFOLD_ROWS_URL: is needed\n  MAILFOLD_KAFKA_BROKERS: is needed\n',
    );
  });

  it('makes the first service key, which then opens the API', async () => {
    const database = await freshDatabase();
    const env = {
      MAILFOLD_ROWS_URL: database.url,
      MAILFOLD_KAFKA_BROKERS: 'kafka:9092',
      MAILFOLD_MASTER_KEY_FILE: join(folder, 'key'),
    };
    const { code, out } = await run(['--new-service-key', 'CRM'], env);
    expect([code, out]).toEqual([0, expect.stringMatching(/^mfk_[\w-]{43}\n$/)]);
    const rows = await PostgresReadStore.connect({ url: database.url });
    expect(await new ApiKeys(rows).serviceKey(out.trim())).toMatchObject({ tenantId: expect.any(String) });
    await rows[Symbol.asyncDispose]();
    await database.drop();
  });

  it('says which file it cannot read', async () => {
    const { code, err } = await run([], { MAILFOLD_MASTER_KEY_FILE: join(folder, 'none') });
    expect(code).toBe(1);
    expect(err).toContain(`MAILFOLD_MASTER_KEY_FILE: the file ${join(folder, 'none')} cannot be read`);
  });
});
