import { examine } from '../src/doctor/check.ts';
import { type AccountLook, findingOf as ofAccount } from '../src/doctor/checks/accounts.ts';
import { findingOf as ofDisk } from '../src/doctor/checks/disk.ts';
import { findingsOf } from '../src/doctor/checks/processors.ts';

const GIB = 2 ** 30;

describe('what the doctor says', () => {
  it.each([
    [3 * GIB, 'ok'],
    [GIB, 'warning'],
    [GIB / 8, 'broken'],
  ])('of a disk with %d bytes free: %s', (free, state) => {
    expect(ofDisk('/data', free).state).toBe(state);
  });

  const account: AccountLook = {
    account: 'a1',
    address: 'me@example.com',
    state: 'complete',
    rejected: null,
    unreachable: null,
    throttled: null,
    missing: 0,
    quarantined: 0,
    provedAt: '2026-11-02T09:00:00.000Z',
    stale: false,
  };
  const trouble = { reason: 'it said no', at: '2026-11-02T09:00:00.000Z' };
  const until = '2026-11-02T11:00:00.000Z';

  it.each<[what: string, look: Partial<AccountLook>, state: string, words: string]>([
    ['is proved', {}, 'ok', 'complete as of 2026-11-02T09:00:00.000Z, 0 quarantined'],
    ['nobody looks at', { stale: true }, 'warning', 'nobody has looked since'],
    ['catches up', { state: 'catching up' }, 'warning', 'is catching up; that'],
    ['catches up and lacks mail', { state: 'catching up', missing: 2 }, 'warning', 'lacks 2 mails'],
    ['misses mail', { state: 'incomplete', missing: 2 }, 'warning', '2 mails are missing'],
    ['has a parked folder', { state: 'incomplete' }, 'warning', 'a folder cannot be read'],
    ['cannot be stored', { state: 'incomplete', unreachable: { ...trouble, side: 'ours' } }, 'broken', 'it said no'],
    ['is throttled', { state: 'throttled', throttled: { ...trouble, until } }, 'warning', `until ${until}: it said no`],
    ['is unreachable', { state: 'unreachable', unreachable: trouble }, 'warning', 'it said no'],
    ['was refused', { state: 'needs re-authentication', rejected: trouble }, 'warning', 'it said no'],
    ['is disconnected', { state: 'disconnected' }, 'ok', 'disconnected'],
  ])('of an account that %s', (_what, look, state, words) => {
    expect(ofAccount({ ...account, ...look })).toMatchObject({
      part: 'account me@example.com',
      state,
      words: expect.stringContaining(words),
    });
  });

  const standing = { name: 'a.b', head: 10, position: 10, earlier: 10, parked: undefined };

  it.each([
    ['stands at the head', standing, 'ok', 'keeps up'],
    ['moves', { ...standing, position: 8, earlier: 4 }, 'ok', 'catches up: 2 events behind'],
    ['stands still', { ...standing, position: 8, earlier: 8 }, 'warning', 'stands still 2 events behind'],
    ['does not run', { ...standing, position: undefined }, 'broken', 'does not run'],
  ])('of a processor that %s', (_what, one, state, words) => {
    expect(findingsOf(one)).toMatchObject([{ part: 'a.b', state, words }]);
  });

  it('of a part that throws: what it threw, and what to do', async () => {
    const check = { part: 'x', whatToDo: 'mend it', look: () => Promise.reject(new Error('torn')) };
    expect(await examine(check)).toEqual([{ part: 'x', state: 'broken', words: 'torn', whatToDo: 'mend it' }]);
  });

  it('of a part that does not answer: that it does not', async () => {
    const check = { part: 'x', whatToDo: 'mend it', look: () => new Promise<never>(() => undefined) };
    expect(await examine(check, 10)).toMatchObject([{ state: 'broken', words: 'did not answer within 0.01 s' }]);
  });
});
