import { NAMESPACES, recordId, uuid5 } from '@mailfold/kernel';
import { type FakeMailfold, fakeMailfold } from './fake-mailfold.ts';
import type { Ended } from './mailfold-process.ts';
import { type InProcessOptions, mailfoldHere } from './recording-terminal.ts';

describe('what a user reads', () => {
  let api: FakeMailfold;

  beforeAll(async () => {
    api = await fakeMailfold();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });

  const run = (line: string, options: InProcessOptions = {}): Promise<Ended> =>
    mailfoldHere([...line.split(' '), '--data', api.data], options);
  const user = (id: string): string => recordId(uuid5(NAMESPACES.tenant, 'Test'), 'user', id);

  describe('mailbox', () => {
    it('gives one line of JSON', async () => {
      const { out } = await run('mailbox --json');
      expect(JSON.parse(out).items).toHaveLength(5);
      expect(out.trimEnd().split('\n')).toHaveLength(1);
    });
  });

  describe('timeline', () => {
    const timeline = (...args: readonly string[]): Promise<Ended> =>
      mailfoldHere(['timeline', ...args, '--data', api.data]);

    it('is that of the user named', async () => {
      const { out } = await timeline('deal', 'd 1/案件', '--as', '営業 2', '--json');
      expect(JSON.parse(out).items[0].subject).toBe(`for ${user('営業 2')}`);
    });

    it('names its record', async () => {
      expect((await timeline('deal', 'd 1/案件')).out).toMatch(
        /^Office chairs\nWHEN .*\n2026-11-20 ..:..  ← 田中 太郎 /,
      );
    });

    it('ends with 5 for a deal that is not there', async () => {
      expect(await timeline('deal', 'other')).toMatchObject({ code: 5, err: 'mailfold: There is no such deal.\n' });
    });

    it('ends with 2 for another kind of record', async () => {
      expect(await timeline('invoice', 'i1')).toMatchObject({ code: 2, err: expect.stringContaining('"invoice"') });
    });
  });

  it('searches for several words at the places named', async () => {
    const { out } = await run('search 見積 2026 --in subject,content --json');
    expect(JSON.parse(out).items[0]).toMatchObject({ subject: '見積 2026', excerpt: 'subject+content' });
  });
});
