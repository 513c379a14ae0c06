import { moment } from '../src/terminal/words.ts';
import { ACCOUNT } from './fake-ledger.ts';
import { type FakeMailfold, fakeMailfold } from './fake-mailfold.ts';
import type { Ended } from './mailfold-process.ts';
import { type InProcessOptions, mailfoldHere } from './recording-terminal.ts';

describe('accounts on the command line', () => {
  let api: FakeMailfold;

  beforeAll(async () => {
    api = await fakeMailfold();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    api.accounts.ends = 'complete';
    api.accounts.looks = 0;
  });

  const run = (line: string, options: InProcessOptions = {}): Promise<Ended> =>
    mailfoldHere([...line.split(' '), '--data', api.data], options);

  describe('sync --wait', () => {
    it('tells progress in plain lines and ends when all is there (SCO-3)', async () => {
      const { code, out, err } = await run('sync --wait');
      expect(err).toBe('受信トレイ: 1,000 of 2,000, 400/s, 5 s left\n受信トレイ: 2,000 of 2,000, done\n');
      expect([code, out]).toEqual([
        0,
        `ann@example.com: complete as of ${moment('2026-11-23T10:05:00.000Z')} (2 quarantined), 2,000 mails\n`,
      ]);
    });

    it('ends with 6 when mail is missing, and says what to do (ING-4)', async () => {
      api.accounts.ends = 'incomplete';
      const { code, out } = await run('sync ann@example.com --wait');
      expect([code, out]).toEqual([6, expect.stringContaining('3 mails are missing.\n  What to do: Wait.')]);
    });

    it('gives only JSON with --json', async () => {
      const { out, err } = await run('sync --wait --json');
      expect([JSON.parse(out).accounts[0].state, err]).toEqual(['complete', '']);
    });
  });

  describe('accounts', () => {
    it('are listed', async () => {
      expect((await run('accounts list')).out).toMatch(/^ADDRESS .*\nann@example\.com  catching up +0  田中 アン /);
    });

    it('show their status, by address', async () => {
      const { code, out } = await run('accounts status ann@example.com');
      expect(code).toBe(6);
      expect(out).toMatch(
        /^ann@example\.com \(田中 アン\): catching up, 1,000 mails\n[\s\S]*受信トレイ  catching up  1,000  2,000/,
      );
    });

    it('end with 0 only when they are complete, which says as of when (ING-4)', async () => {
      api.accounts.looks = 1;
      const { code, out } = await run('accounts status ann@example.com');
      expect([code, out]).toEqual([0, expect.stringContaining('complete as of ')]);
      api.accounts.ends = 'incomplete';
      const lacking = await run('accounts status ann@example.com');
      expect([lacking.code, lacking.out]).toEqual([6, expect.stringContaining('incomplete: 3 missing, 2,000 mails')]);
    });

    it('are disconnected, by id', async () => {
      expect(await run(`accounts disconnect ${ACCOUNT} --json`)).toMatchObject({
        code: 0,
        out: `{"id":"${ACCOUNT}","token":"token"}\n`,
      });
    });

    describe('whose scope is changed (SCO-2)', () => {
      const SAYS = 'This withdraws 1,240 messages of 310 threads from 3 deals, backfills 8,000 messages in 1 folder.\n';
      const asked = {
        scope: { kind: 'folders', folders: ['INBOX', 'Sent'] },
        start: { kind: 'since', since: '2026-01-01' },
      };
      beforeEach(() => {
        api.accounts.scopes.length = 0;
      });

      it('say what it would do, and do nothing, with --dry-run', async () => {
        const { code, out } = await run(
          'accounts scope ann@example.com --folders INBOX,Sent --since 2026-01-01 --dry-run',
        );
        expect([code, out]).toEqual([0, SAYS]);
        expect(api.accounts.scopes).toEqual([{ ...asked, dryRun: true }]);
      });

      it('say it and do it with --yes; what is not named stays as it is', async () => {
        const { code, err } = await run('accounts scope ann@example.com --now --yes');
        expect([code, err]).toEqual([0, SAYS]);
        const wanted = { scope: { kind: 'all' }, start: { kind: 'now' } };
        expect(api.accounts.scopes).toEqual([
          { ...wanted, dryRun: true },
          { ...wanted, dryRun: false },
        ]);
      });

      it('are left as they are where nobody can be asked', async () => {
        const { code, err } = await run('accounts scope ann@example.com --all');
        expect([code, err]).toEqual([2, expect.stringContaining('--dry-run, then say --yes')]);
        expect(api.accounts.scopes).toHaveLength(1);
      });
    });

    it('are not found by another address', async () => {
      expect(await run('accounts status bob@example.com')).toMatchObject({ code: 5 });
    });

    it('have a ledger, which ends with 6 while it does not prove them', async () => {
      const { code, out } = await run('ledger ann@example.com');
      expect(code).toBe(6);
      expect(out).toContain('受信トレイ   2,000   1,990        8            1     3     4        1');
      expect(out).toContain('missing in 受信トレイ: UIDs 7');
      expect(out).toContain('quarantined in 受信トレイ: 1 (mime/too-deep)');
    });

    it('have a quarantine, with the reason of each mail (ING-5)', async () => {
      const { code, out } = await run('quarantine ann@example.com');
      expect(code).toBe(0);
      expect(out).toMatch(/受信トレイ + +7 {2}It nests too deep\. {2}mime\/too-deep {2}5\.0 kB {2}yes {3}mail-mime@1/);
    });
  });
});
