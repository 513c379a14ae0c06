import { FolderGone, FolderRenamed, FolderRenumbered } from '@mailfold/contracts';
import { readQuarantine } from '../../src/accounts/read-quarantine.ts';
import type { Views } from '../views.ts';
import { EPOCH } from './account-events.ts';
import { account, close, fresh, openViews, proved, read, service, statusAfter } from './account-status.ts';

const { builder, id: accountId } = account;

describe('the progress of an account (SCO-3)', () => {
  let views: Views;
  beforeEach(async () => {
    views = await openViews();
  });
  afterEach(() => close(views));

  it('counts what was stored, placed, skipped and quarantined of the history, once each', async () => {
    const { progress, totals } = await statusAfter(
      views,
      account.connected(),
      account.discovered('INBOX'),
      account.begun('INBOX', 10),
      account.observed('INBOX', 10),
      account.moved('INBOX', 10, [account.at('INBOX', 9)]),
      account.skipped('INBOX', [1, 3]),
      account.skipped('INBOX', [1, 2], [3, 4]),
      account.quarantined('INBOX', 8),
      account.observed('INBOX', 11),
    );
    expect(progress).toMatchObject([{ path: 'INBOX', role: 'inbox', state: 'catching up', done: 7, total: 10 }]);
    expect(totals).toMatchObject({ done: 7, total: 10 });
  });

  it('is waiting, then done; folders out of scope are none of it', async () => {
    const waiting = await statusAfter(views, ...fresh(3), account.discovered('Flagged', 'none'));
    expect(waiting.progress).toMatchObject([{ path: 'INBOX', state: 'waiting', done: 0, total: 3, rate: 0 }]);
    const { progress, totals } = await statusAfter(views, account.finished('INBOX'));
    expect(progress).toMatchObject([{ state: 'done', done: 3, total: 3, secondsLeft: 0 }]);
    expect(totals).toMatchObject({ done: 3, total: 3, rate: 0, secondsLeft: 0 });
  });

  it('begins anew when the folder is numbered anew', async () => {
    const folderId = account.folderId('INBOX');
    const renumbered = builder.stored(FolderRenumbered, { folderId, epoch: 8, previousEpoch: EPOCH });
    const status = await statusAfter(
      views,
      ...read(),
      account.quarantined('INBOX', 4),
      renumbered,
      account.begun('INBOX', 5, 8),
    );
    expect(status).toMatchObject({ state: 'catching up', progress: [{ state: 'waiting', done: 0, total: 5 }] });
    expect((await readQuarantine(views.rows, service, accountId, { limit: 10 }))?.items).toEqual([]);
  });

  it('does not wait for folders that are gone, and knows a folder by its new name', async () => {
    const renamed = builder.stored(FolderRenamed, { folderId: account.folderId('INBOX'), path: 'Inbox' });
    const { progress, totals } = await statusAfter(
      views,
      ...read(),
      account.discovered('Old'),
      account.begun('Old', 50),
      renamed,
      builder.stored(FolderGone, { folderId: account.folderId('Old') }),
    );
    expect(progress.map(({ path, state }) => [path, state])).toEqual([
      ['Inbox', 'done'],
      ['Old', 'gone'],
    ]);
    expect(totals).toMatchObject({ done: 3, total: 3 });
  });
});

describe('the quarantine of an account (ING-5)', () => {
  let views: Views;
  beforeEach(async () => {
    views = await openViews();
  });
  afterEach(() => close(views));

  it('lists what could not be read, newest first, in pages', async () => {
    await views.tell([...fresh(9), ...[1, 2, 3].map((uid) => account.quarantined('INBOX', uid, `Reason ${uid}.`))]);
    const first = await readQuarantine(views.rows, service, accountId, { limit: 2 });
    expect(first?.items.map(({ uid }) => uid)).toEqual([3, 2]);
    expect(first?.items[0]).toMatchObject({
      path: 'INBOX',
      epoch: EPOCH,
      code: 'mail-mime/too-deep',
      reason: 'Reason 3.',
      size: 5e3,
      kept: true,
    });
    const cursor = first?.next ?? '';
    const second = await readQuarantine(views.rows, service, accountId, { limit: 2, cursor });
    expect(second?.items.map(({ uid }) => uid)).toEqual([1]);
    expect(second).not.toHaveProperty('next');
  });

  it('names its newest as the last error while nothing graver stands', async () => {
    const status = await statusAfter(views, ...read(), account.quarantined('INBOX', 4), proved(true));
    expect(status).toMatchObject({ state: 'complete', lastError: { code: 'account/mail-quarantined' } });
    expect(status.lastError?.words).toContain('1 mail could not be read');
  });

  it('forgets what could be read after all, and counts it once', async () => {
    const status = await statusAfter(
      views,
      account.connected(),
      account.discovered('INBOX'),
      account.begun('INBOX', 4),
      account.quarantined('INBOX', 4),
      account.released('INBOX', 4),
      account.observed('INBOX', 4),
    );
    expect(status.progress).toMatchObject([{ done: 1, total: 4 }]);
    expect(status.lastError).toBeUndefined();
  });
});
