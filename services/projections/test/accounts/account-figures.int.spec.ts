import { FolderParked } from '@mailfold/contracts';
import { accountFigures } from '../../src/accounts/figures.ts';
import type { Views } from '../views.ts';
import { account, close, openViews, proved, read } from './account-status.ts';

const { builder } = account;

describe('the figures of all accounts (OPS-2)', () => {
  let views: Views;
  beforeEach(async () => {
    views = await openViews();
  });
  afterEach(() => close(views));

  const figures = async () => {
    const readings = await accountFigures(views.rows);
    return Object.fromEntries(readings.map(({ name, labels, value }) => [labels?.['state'] ?? name, value]));
  };

  it('are there while there is no account', async () => {
    expect(new Set(Object.values(await figures()))).toEqual(new Set([0]));
  });

  it('count the accounts that are complete, and their mails', async () => {
    await views.tell([...read(), proved(true)]);
    expect(await figures()).toMatchObject({ complete: 1, 'catching up': 0, incomplete: 0, mailfold_mails: 3 });
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
