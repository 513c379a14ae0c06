import {
  AccountDisconnected,
  AccountRecovered,
  AccountUnreachable,
  CredentialsRejected,
  CredentialsRenewed,
  FolderParked,
  FolderWatchChanged,
  MessageRestored,
  MessageWithdrawn,
  SkipsLifted,
  ScopeChanged,
  SettingsChanged,
  UserRecorded,
} from '@mailfold/contracts';
import { Unrecorded } from '@mailfold/service-host';
import { listAccounts, readAccount } from '../../src/accounts/read-accounts.ts';
import { NOW, type Views } from '../views.ts';
import { account, close, openViews, proved, read, service, statusAfter } from './account-status.ts';

const { builder, id: accountId } = account;
const unreachable = () =>
  builder.stored(AccountUnreachable, { accountId, reason: 'No route.', since: '2026-11-02T08:00:00.000Z' });

describe('the status of an account (VIEW-3)', () => {
  let views: Views;
  beforeEach(async () => {
    views = await openViews();
  });
  afterEach(() => close(views));

  it('is catching up from the moment that it is connected', async () => {
    const { state, complete, messages } = await statusAfter(views, account.connected());
    expect({ state, complete, messages }).toEqual({ state: 'catching up', complete: undefined, messages: 0 });
  });

  it('is not complete when all was read, but when the ledger proves it (ING-4)', async () => {
    expect(await statusAfter(views, ...read())).toMatchObject({ state: 'catching up', messages: 3 });
    expect(await statusAfter(views, proved(true))).toMatchObject({ state: 'complete', complete: { quarantined: 0 } });
  });

  it('is incomplete, and says why, when mail is missing (ING-4)', async () => {
    const status = await statusAfter(views, ...read(), proved(true), account.missing('INBOX', [4, 5]));
    expect(status).toMatchObject({ state: 'incomplete', lastError: { code: 'account/mail-missing' } });
    expect(status.lastError?.words).toContain('2 mails of the folder INBOX');
  });

  it('says nothing of missing mail once it was found', async () => {
    const status = await statusAfter(views, ...read(), account.missing('INBOX', [4, 4]), proved(true));
    expect(status.state).toBe('complete');
    expect(status.lastError).toBeUndefined();
  });

  it('needs re-authentication after the provider refused the login, and says what to do', async () => {
    const rejected = builder.stored(CredentialsRejected, { accountId, reason: 'LOGIN failed.' });
    const { state, lastError } = await statusAfter(views, ...read(), rejected);
    expect(state).toBe('needs re-authentication');
    expect(lastError).toMatchObject({ code: 'account/credentials-rejected', at: '2026-11-02T09:00:00.000Z' });
    expect(lastError?.words).toContain('LOGIN failed.');
    const renewed = await statusAfter(views, builder.stored(CredentialsRenewed, { accountId }));
    expect(renewed.state).toBe('catching up');
    expect(renewed.lastError).toBeUndefined();
  });

  it('is unreachable until the provider answers, and has to prove itself again then', async () => {
    const away = await statusAfter(views, ...read(), proved(true), unreachable());
    expect(away).toMatchObject({
      state: 'unreachable',
      lastError: { at: '2026-11-02T08:00:00.000Z' },
    });
    expect((await statusAfter(views, builder.stored(AccountRecovered, { accountId }))).state).toBe('catching up');
    expect((await statusAfter(views, proved(true))).state).toBe('complete');
  });

  it('is complete after an absence whichever is told first, its end or the proof', async () => {
    await statusAfter(views, ...read(), proved(true), unreachable(), proved(true));
    expect((await statusAfter(views, builder.stored(AccountRecovered, { accountId }))).state).toBe('complete');
  });

  it('shows what stands in its way though the log cannot take it, as when the disk is full', async () => {
    await statusAfter(views, ...read(), proved(true));
    const unrecorded = new Unrecorded();
    unrecorded.note(accountId, { reason: 'No space left on device.', at: '2026-11-02T08:00:00.000Z', side: 'ours' });
    const seen = async () => ({
      one: await readAccount(views.rows, service, accountId, new Date(NOW), unrecorded),
      listed: (await listAccounts(views.rows, service, { limit: 10 }, unrecorded)).items[0],
    });
    const hindered = { state: 'incomplete', lastError: { code: 'account/cannot-store' } };
    expect(await seen()).toMatchObject({ one: hindered, listed: hindered });
    unrecorded.forget(accountId);
    expect(await seen()).toMatchObject({ one: { state: 'complete' }, listed: { state: 'complete' } });
  });

  it('is disconnected by command, and resumes with what it had (CON-5)', async () => {
    const gone = await statusAfter(views, ...read(), builder.stored(AccountDisconnected, { accountId }));
    expect(gone).toMatchObject({ state: 'disconnected', messages: 3 });
    expect(await statusAfter(views, account.connected())).toMatchObject({ state: 'catching up', messages: 3 });
  });

  it('is incomplete while a folder is parked, and names it', async () => {
    const parked = builder.stored(FolderParked, { folderId: account.folderId('INBOX'), reason: 'No UIDVALIDITY.' });
    const status = await statusAfter(views, ...read(), proved(true), parked);
    expect(status).toMatchObject({ state: 'incomplete', progress: [{ path: 'INBOX', state: 'parked' }] });
    expect(status.lastError).toMatchObject({ code: 'account/folder-parked' });
  });

  it('shows owner, settings and scope as they are now', async () => {
    const settings = {
      archiveAtProvider: false,
      deleteAtProvider: true,
      syncReadState: false,
      removeWhenDeletedAtProvider: true,
      defaultVisibility: 'shared' as const,
      autoLink: false,
    };
    const scope = { kind: 'folders' as const, folders: ['INBOX'] };
    const start = { kind: 'now' as const, at: NOW };
    const status = await statusAfter(
      views,
      account.connected({ aliases: ['a@example.com'] }),
      builder.stored(UserRecorded, { userId: account.ownerId, externalId: 'ann', name: 'Ann Lee', groups: [] }),
      builder.stored(SettingsChanged, { accountId, settings }),
      builder.stored(ScopeChanged, { accountId, scope, start }),
    );
    expect(status).toMatchObject({
      address: 'ann@example.com',
      aliases: ['a@example.com'],
      owner: {
        id: 'ann',
        name: 'Ann Lee',
      },
      settings,
      scope,
      start,
      provider: 'imap',
      connectedAt: '2026-11-02T09:00:00.000Z',
    });
  });

  it('does not count mail that was withdrawn', async () => {
    const withdrawn = builder.stored(MessageWithdrawn, {
      messageId: account.messageId('INBOX 1'),
      reason: 'deleted-at-provider',
    });
    expect((await statusAfter(views, ...read(), withdrawn)).messages).toBe(2);
  });

  it('is catching up while a folder that came into the scope is read, and shows what of it is done (SCO-2, SCO-3)', async () => {
    const folderId = account.folderId('INBOX');
    const lifted = builder.stored(SkipsLifted, { folderId, epoch: 1, rules: ['before-start'] });
    const watched = (watch: 'content' | 'none') => builder.stored(FolderWatchChanged, { folderId, watch });
    const status = await statusAfter(views, ...read(), proved(true), watched('none'), watched('content'), lifted);
    expect(status.state).toBe('catching up');
    expect(status.progress.find((one) => one.path === 'INBOX')).toMatchObject({ state: 'catching up' });
  });

  it('counts it again when it is restored', async () => {
    const messageId = account.messageId('INBOX 1');
    const withdrawn = builder.stored(MessageWithdrawn, { messageId, reason: 'out-of-scope' });
    const restored = builder.stored(MessageRestored, { messageId, reason: 'in-scope' });
    expect((await statusAfter(views, ...read(), withdrawn, restored)).messages).toBe(3);
  });
});
