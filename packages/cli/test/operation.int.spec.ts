import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FakeMailfold, fakeMailfold } from './fake-mailfold.ts';
import type { Ended } from './mailfold-process.ts';
import { type InProcessOptions, mailfoldHere } from './recording-terminal.ts';

describe('what an operator does', () => {
  let api: FakeMailfold;

  beforeAll(async () => {
    api = await fakeMailfold();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });

  const run = (line: string, options: InProcessOptions = {}): Promise<Ended> =>
    mailfoldHere([...line.split(' '), '--data', api.data], options);

  describe('directory load', () => {
    const load = async (lines: readonly string[]): Promise<Ended> => {
      const file = join(api.data, 'crm.ndjson');
      writeFileSync(file, lines.join('\n'));
      return run(`directory load ${file}`);
    };
    const line = (n: number): string => JSON.stringify({ op: 'user', id: `u${n}`, name: `ユーザー ${n}` });
    const many = Array.from({ length: 2_500 }, (_, n) => line(n));

    it('sends a file a thousand lines at a time', async () => {
      expect(await load(many)).toMatchObject({ code: 0, out: '2,500 records recorded, 0 removed, 0 unchanged.\n' });
    });

    it('reads standard input', async () => {
      expect(await run('directory load - --json', { stdin: `${line(1)}\n${line(2)}\n` })).toMatchObject({
        out: '{"recorded":2,"removed":0,"unchanged":0,"token":"token"}\n',
      });
    });

    it('names the line of the file that does not fit', async () => {
      const bad = [...many.slice(0, 1_200), '', '{"op":"user","id":"x"}'];
      const { code, err } = await load(bad);
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/Lines from 1001 on were not loaded.*\n {2}line 1202: name: /),
      ]);
    });

    it('names the line of the file that is no JSON', async () => {
      expect((await load([...many.slice(0, 1_001), 'nope'])).err).toContain('line 1002: no JSON');
    });

    it('says that a file is not there', async () => {
      expect(await run('directory load nowhere.ndjson')).toMatchObject({
        code: 2,
        err: expect.stringContaining('nowhere.ndjson'),
      });
    });
  });

  describe('events', () => {
    it('are counted', async () => {
      expect((await run('events count')).out).toBe(
        'EVENT                       COUNT\ningest.MessageObserved.v1  12,345\nall                        12,345\n',
      );
    });

    it('come as lines of JSON', async () => {
      const { code, out } = await run('events tail --all --most 2 --json');
      expect(
        out
          .trimEnd()
          .split('\n')
          .map((text) => JSON.parse(text).position),
      ).toEqual(['1', '2']);
      expect(code).toBe(0);
    });
  });

  it('rebuilds and compares (VIEW-5)', async () => {
    const { code, out } = await run('rebuild threads');
    expect([code, out]).toEqual([0, expect.stringMatching(/threads +1,200 +40,000 +abc +equal to the live one\n$/)]);
  });

  describe('doctor', () => {
    it('says what is broken and what to do, and ends with 6', async () => {
      const { code, out } = await run('doctor');
      expect([code, out]).toEqual([
        6,
        'ok       api: answers\nok       database: answers\nBROKEN   disk: is full\n         What to do: make room\n',
      ]);
    });

    it('says that nothing answers', async () => {
      const { code, out } = await mailfoldHere(['doctor', '--json', '--data', join(api.data, 'nowhere')]);
      expect([code, JSON.parse(out).findings[0]]).toMatchObject([6, { part: 'api', state: 'broken' }]);
    });
  });

  describe('secrets', () => {
    it('tell under which master key how many accounts are, and are rotated to the end', async () => {
      expect((await run('secrets status')).out).toMatch(/old +3 +of before: run mailfold secrets rotate/);
      expect(await run('secrets rotate')).toMatchObject({
        code: 0,
        out: '3 rewrapped, 0 with a new key of their own.\nAll are under the master key new; those of before may go now.\n',
      });
      expect((await run('secrets status')).out).toMatch(/new +3 +the current one/);
    });

    it('end with 6 and the reason where an account is left', async () => {
      const { code, err } = await run('secrets rotate --account-keys 1970-01-01');
      expect([code, err]).toEqual([6, expect.stringContaining('1 accounts are left. Account x: damaged')]);
    });

    it('take a time, and nothing else, for the age of account keys', async () => {
      expect(await run('secrets rotate --account-keys soon')).toMatchObject({ code: 2 });
    });
  });

  describe('dead-letters', () => {
    it('are listed', async () => {
      expect((await run('dead-letters list')).out).toContain('processor/unknown-version: v9');
    });

    it('are shown with their event', async () => {
      expect((await run('dead-letters show a~1')).out).toMatch(
        /ingest\.MessageObserved\.v1 .* at 7, parked by threading\.threads/,
      );
    });

    it('end with 6 when a retry parks them again', async () => {
      expect(await run('dead-letters retry a~1')).toMatchObject({ code: 6, out: 'Parked again: still v9\n' });
    });

    it('are discarded', async () => {
      expect(await run('dead-letters discard a~1 --json')).toMatchObject({
        code: 0,
        out: '{"id":"a~1","outcome":"discarded"}\n',
      });
    });
  });
});
