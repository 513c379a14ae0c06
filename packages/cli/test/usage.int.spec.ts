import { type FakeMailfold, fakeMailfold } from './fake-mailfold.ts';
import type { Ended } from './mailfold-process.ts';
import { type InProcessOptions, mailfoldHere } from './recording-terminal.ts';

describe('usage', () => {
  let api: FakeMailfold;

  beforeAll(async () => {
    api = await fakeMailfold();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });

  const run = (line: string, options: InProcessOptions = {}): Promise<Ended> =>
    mailfoldHere([...line.split(' '), '--data', api.data], options);

  describe('usage', () => {
    it.each([
      ['an unknown command', 'nope'],
      ['an unknown option', 'mailbox --nope'],
      ['a number that is none', 'mailbox --limit x'],
      ['a missing argument', 'ledger'],
    ])('ends with 2 for %s', async (_what, line) => {
      expect(await run(line)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/^error: .*\n[\s\S]*--help/),
      });
    });

    it.each([
      'accounts',
      'accounts connect',
      'sync',
      'mailbox',
      'timeline',
      'directory load',
      'events tail',
      'search',
      'rebuild',
    ])('is explained by %s --help', async (command) => {
      expect(await mailfoldHere([...command.split(' '), '--help'])).toMatchObject({
        code: 0,
        out: expect.stringContaining('Usage:'),
        err: '',
      });
    });

    it('gives examples and exit codes', async () => {
      expect((await mailfoldHere(['--help'])).out).toMatch(/Examples:[\s\S]*\$ mailfold[\s\S]*Exit codes:[\s\S]*130/);
    });

    it('tells errors as JSON with --json', async () => {
      const { err } = await run('accounts status bob@example.com --json');
      expect(JSON.parse(err)).toEqual({ error: { code: 'cli/account-not-found', message: expect.any(String) } });
    });
  });
});
