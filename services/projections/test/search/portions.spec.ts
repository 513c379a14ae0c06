import { portions } from '../../src/search/portions.ts';
import { AccountEvents } from '../accounts/account-events.ts';

const account = new AccountEvents();
const MEGABYTE = 1024 * 1024;
const mail = (uid: number, megabytes: number) => account.observed('INBOX', uid, { size: megabytes * MEGABYTE });
const sizesOf = (events: Parameters<typeof portions>[0]): number[] => portions(events).map((portion) => portion.length);

describe('events in portions', () => {
  it('are 500 at most', () => {
    expect(sizesOf(Array.from({ length: 1_200 }, (_, nth) => mail(nth + 1, 0)))).toEqual([500, 500, 200]);
  });

  it('have 32 MiB of mail at most, but for a larger one alone', () => {
    expect(sizesOf([mail(1, 20), mail(2, 12), mail(3, 1), mail(4, 90), mail(5, 1)])).toEqual([2, 1, 1, 1]);
  });

  it('are all of them in order', () => {
    const events = [mail(1, 20), account.finished('INBOX'), mail(2, 20), mail(3, 1)];
    expect(portions(events).flat()).toEqual(events);
    expect(portions([])).toEqual([]);
  });
});
