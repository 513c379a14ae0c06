import { FolderParked } from '@mailfold/contracts';
import { accountFigures } from '../../src/accounts/figures.ts';
import { NOW, type Views } from '../views.ts';
import { account, close, openViews, proved, read } from './account-status.ts';

const { builder } = account;

describe('the figures of all accounts (OPS-2)', () => {
  let views: Views;
  beforeEach(async () => {
    views = await openViews();
  });
  afterEach(() => close(views));

  const figures = async () => {
    const readings = await accountFigures(views.rows, new Date(NOW));
    return Object.fromEntries(readings.map(({ name, labels, value }) => [labels?.['state'] ?? name, value]));
  };

  it('are there while there is no account', async () => {
    expect(new Set(Object.values(await figures()))).toEqual(new Set([0]));
  });

  it('count the accounts that are complete, and their mails', async () => {
    await views.tell([...read(), proved(true)]);
    expect(await figures()).toMatchObject({ complete: 1, 'catching up': 0, incomplete: 0, mailfold_mails: 3 });
  });

  it('say how old the oldest proof is, and that of an account that was never proved since it was connected', async () => {
    await views.tell([account.connected()]);
    expect(await figures()).toMatchObject({ mailfold_proof_age_seconds: 3_600 });
    await views.tell([
      ...read().slice(1),
      { ...proved(true), meta: { ...proved(true).meta, occurredAt: '2026-11-02T09:50:00.000Z' } },
    ]);
    expect(await figures()).toMatchObject({ mailfold_proof_age_seconds: 600 });
    await views.tell([account.missing('INBOX', [4, 4])]);
    expect(await figures()).toMatchObject({ mailfold_proof_age_seconds: 600, incomplete: 1 });
  });

  it('say how fast history comes', async () => {
    const at = '2026-11-02T09:59:59.000Z';
    await views.tell([account.connected(), account.discovered('INBOX'), account.begun('INBOX', 9)]);
    await views.tell([3, 2, 1].map((uid) => account.observed('INBOX', uid, {}, at)));
    expect((await figures())['mailfold_backfill_mails_per_second']).toBeGreaterThan(0);
    await views.tell([account.finished('INBOX')]);
    expect(await figures()).toMatchObject({ mailfold_backfill_mails_per_second: 0 });
  });

  it('count what is missing and what is parked', async () => {
    const parked = account.discovered('Old');
    const folderId = account.folderId('Old');
    await views.tell([
      ...read(),
      proved(true),
      account.missing('INBOX', [4, 5]),
      parked,
      builder.stored(FolderParked, { folderId, reason: 'NO SELECT' }),
    ]);
    expect(await figures()).toMatchObject({
      incomplete: 1,
      complete: 0,
      mailfold_mails_missing: 2,
      mailfold_folders_parked: 1,
    });
  });
});
