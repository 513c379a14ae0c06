import { freePort } from '@mailfold/dev-env';
import { join } from 'node:path';
import { type FakeMailfold, fakeMailfold } from './fake-mailfold.ts';
import { type Ended, mailfold, type RunOptions } from './mailfold-process.ts';

describe('the command line as a process', () => {
  let api: FakeMailfold;

  beforeAll(async () => {
    api = await fakeMailfold();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });

  const run = (line: string, options: RunOptions = {}): Promise<Ended> =>
    mailfold([...line.split(' '), '--data', api.data], options);

  describe('where mailfold is', () => {
    it('is told by the data directory', async () => {
      expect(await run('events count --json')).toMatchObject({ code: 0, err: '' });
    });

    it('is told by the environment', async () => {
      const env = { MAILFOLD_URL: api.url, MAILFOLD_KEY: api.key };
      expect(await mailfold(['events', 'count', '--json'], { env })).toMatchObject({ code: 0, err: '' });
    });

    it('must be told with a key', async () => {
      const { code, err } = await mailfold(['events', 'count'], { env: { MAILFOLD_URL: api.url } });
      expect([code, err]).toEqual([2, expect.stringContaining('MAILFOLD_KEY')]);
    });

    it('is said to be unknown where it never ran', async () => {
      const { code, err } = await mailfold(['events', 'count', '--data', join(api.data, 'nowhere')]);
      expect([code, err]).toEqual([3, expect.stringContaining('npm start')]);
    });

    it('is said to be silent where nothing answers', async () => {
      const env = { MAILFOLD_URL: `http://127.0.0.1:${await freePort()}`, MAILFOLD_KEY: api.key };
      const { code, err } = await mailfold(['events', 'count'], { env });
      expect([code, err]).toEqual([3, expect.stringMatching(/^mailfold: Nothing answers at http:/)]);
    });
  });

  it('shows threads as a table, a letter of a mail never moves the cursor', async () => {
    const { out, code } = await run('mailbox --limit 3');
    expect(out).toBe(
      [
        '   NEWEST            WITH       MAILS  SUBJECT                DEAL           SEEN BY',
        '•  2026-11-20 08:00  田中 太郎      1  お見積りの件 ]0;owned  Office chairs  colleagues',
        '   2026-11-20 08:00  田中 太郎      2  Thread 2               Office chairs  colleagues',
        '   2026-11-20 08:00  田中 太郎      3  Thread 3               Office chairs  colleagues',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it('end at Ctrl-C', async () => {
    const onStart: RunOptions['onStart'] = (child) => child.stdout?.once('data', () => child.kill('SIGINT'));
    expect(await run('events tail --all', { onStart })).toMatchObject({ code: 0, err: '' });
  });
});
