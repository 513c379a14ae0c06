import { progressOf, type ProgressRow, totalsOf } from '../../src/accounts/progress.ts';

const NOW = new Date('2026-11-02T10:00:10.000Z');
const SECOND = NOW.getTime() / 1_000;

const row = (change: Partial<ProgressRow>): ProgressRow => ({
  folder: 'f',
  path: 'INBOX',
  role: 'inbox',
  watch: 'content',
  epoch: 1,
  gone: false,
  parked: null,
  through: 100,
  total: 100,
  placed: 0,
  backfilled: false,
  missing: 0,
  missingWhy: null,
  pace: [],
  skipped: 0,
  ...change,
});
const moving = { placed: 40, pace: [[SECOND - 4, 40]] } as const;

describe('the progress of a folder (SCO-3)', () => {
  it('has a rate, and the time left at that rate', () => {
    const { rate, secondsLeft } = progressOf(row({ ...moving, pace: [[SECOND - 1, 20]] }), NOW);
    expect({ rate, secondsLeft }).toEqual({ rate: 20, secondsLeft: 3 });
  });

  it('does not tell the time left while nothing moves', () => {
    expect(progressOf(row({ placed: 40 }), NOW)).not.toHaveProperty('secondsLeft');
  });

  it('is never above its total, whatever was counted twice', () => {
    expect(progressOf(row({ placed: 90, skipped: 20 }), NOW).done).toBe(100);
  });

  it('is done when the ledger accounts for all, whatever vanished meanwhile', () => {
    expect(progressOf(row({ placed: 97, backfilled: true }), NOW)).toMatchObject({ state: 'done', done: 100, rate: 0 });
  });

  it('adds up over folders that can be synced', () => {
    const folders = [row(moving), row({ total: 20, backfilled: true }), row({ total: 70, gone: true })];
    const totals = totalsOf(folders.map((one) => progressOf(one, NOW)));
    expect(totals).toEqual({ done: 60, total: 120, rate: 40, secondsLeft: 2 });
  });
});
