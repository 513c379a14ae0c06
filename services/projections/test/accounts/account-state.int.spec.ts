import {
  AccountDisconnected,
  AccountReconciled,
  AccountRecovered,
  AccountThrottled,
  AccountUnreachable,
  CredentialsRejected,
  CredentialsRenewed,
  FolderGone,
  FolderParked,
  FolderRenumbered,
  FolderResumed,
  FolderWatchChanged,
  ScopeChanged,
} from '@mailfold/contracts';
import type { AccountState } from '@mailfold/contracts/http';
import type { StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';
import { accountFigures } from '../../src/accounts/figures.ts';
import { listAccounts, readAccount } from '../../src/accounts/read-accounts.ts';
import { NOW, type Views } from '../views.ts';
import { AccountEvents, EPOCH } from './account-events.ts';
import { close, openViews } from './account-status.ts';

type Step = (of: AccountEvents) => readonly StoredEvent[];

const SINCE = '2026-11-02T08:00:00.000Z';
const UNTIL = '2026-11-02T11:00:00.000Z';

const steps = {
  connected: (of) => [of.connected()],
  found: (of) => [of.discovered('INBOX'), of.begun('INBOX', 2)],
  read: (of) => [of.observed('INBOX', 2), of.observed('INBOX', 1), of.finished('INBOX')],
  proved: (of) => [reconciled(of, true, 0)],
  'not proved': (of) => [reconciled(of, false, 0)],
  'proved to lack two': (of) => [reconciled(of, false, 2)],
  missing: (of) => [of.missing('INBOX', [3, 3])],
  quarantined: (of) => [of.quarantined('INBOX', 3)],
  'gone unread': (of) => [of.skipped('INBOX', [3, 3])],
  'another folder': (of) => [of.discovered('Old'), of.begun('Old', 1)],
  'a folder out of scope': (of) => [of.discovered('Flagged', 'none')],
  'that one parked': (of) => [parked(of, 'Flagged')],
  parked: (of) => [parked(of, 'INBOX')],
  resumed: (of) => [of.builder.stored(FolderResumed, { folderId: of.folderId('INBOX') })],
  gone: (of) => [of.builder.stored(FolderGone, { folderId: of.folderId('INBOX') })],
  renumbered: (of) => [
    of.builder.stored(FolderRenumbered, { folderId: of.folderId('INBOX'), epoch: 8, previousEpoch: EPOCH }),
  ],
  rescoped: (of) => [
    of.builder.stored(ScopeChanged, { accountId: of.id, scope: { kind: 'all' }, start: { kind: 'since' } }),
  ],
  unwatched: (of) => [of.builder.stored(FolderWatchChanged, { folderId: of.folderId('INBOX'), watch: 'none' })],
  unreachable: (of) => [away(of, 'provider')],
  'cannot store': (of) => [away(of, 'ours')],
  throttled: (of) => [of.builder.stored(AccountThrottled, { accountId: of.id, reason: 'Slow down.', until: UNTIL })],
  recovered: (of) => [of.builder.stored(AccountRecovered, { accountId: of.id })],
  rejected: (of) => [of.builder.stored(CredentialsRejected, { accountId: of.id, reason: 'No.' })],
  renewed: (of) => [of.builder.stored(CredentialsRenewed, { accountId: of.id })],
  disconnected: (of) => [of.builder.stored(AccountDisconnected, { accountId: of.id })],
} as const satisfies Record<string, Step>;

const reconciled = (of: AccountEvents, complete: boolean, missing: number): StoredEvent => {
  const sums = { listed: 2 + missing, stored: 2, skipped: 0, quarantined: 0, gone: 0, missing, digest: '' };
  const folders = [{ folderId: of.folderId('INBOX'), epoch: EPOCH, ...sums }];
  return of.builder.stored(AccountReconciled, { accountId: of.id, complete, folders });
};
const parked = (of: AccountEvents, path: string): StoredEvent =>
  of.builder.stored(FolderParked, { folderId: of.folderId(path), reason: 'No UIDVALIDITY.' });
const away = (of: AccountEvents, side: 'provider' | 'ours'): StoredEvent =>
  of.builder.stored(AccountUnreachable, { accountId: of.id, reason: 'No route.', since: SINCE, side });

type Told = keyof typeof steps;
const whole = ['connected', 'found', 'read', 'proved'] as const satisfies readonly Told[];

/** What was told, in this order → the state. */
const table: readonly (readonly [state: AccountState, ...told: Told[]])[] = [
  ['catching up', 'connected'],
  ['catching up', 'connected', 'proved'],
  ['catching up', 'connected', 'found'],
  ['catching up', 'connected', 'found', 'proved'],
  ['catching up', 'connected', 'found', 'read'],
  ['catching up', 'connected', 'found', 'read', 'not proved'],
  ['incomplete', 'connected', 'found', 'read', 'missing'],
  ['incomplete', 'connected', 'found', 'read', 'proved to lack two'],
  ['catching up', 'connected', 'found', 'missing'],
  ['complete', ...whole],
  ['complete', 'connected', 'found', 'read', 'proved to lack two', 'proved'],
  ['complete', ...whole, 'quarantined'],
  ['complete', ...whole, 'a folder out of scope', 'that one parked'],
  ['incomplete', ...whole, 'missing'],
  ['complete', ...whole, 'missing', 'proved'],
  ['catching up', ...whole, 'another folder'],
  ['catching up', ...whole, 'another folder', 'missing'],
  ['incomplete', ...whole, 'parked'],
  ['incomplete', ...whole, 'parked', 'proved'],
  ['catching up', ...whole, 'parked', 'another folder'],
  ['catching up', ...whole, 'parked', 'resumed'],
  ['complete', ...whole, 'parked', 'resumed', 'proved'],
  ['catching up', ...whole, 'gone'],
  ['catching up', ...whole, 'gone', 'proved'],
  ['catching up', ...whole, 'renumbered'],
  ['catching up', ...whole, 'rescoped'],
  ['catching up', ...whole, 'unwatched', 'proved'],
  ['unreachable', ...whole, 'unreachable'],
  ['unreachable', ...whole, 'unreachable', 'missing'],
  ['catching up', ...whole, 'unreachable', 'recovered'],
  ['complete', ...whole, 'unreachable', 'recovered', 'proved'],
  ['complete', ...whole, 'unreachable', 'proved', 'recovered'],
  ['incomplete', ...whole, 'cannot store'],
  ['incomplete', ...whole, 'cannot store', 'proved'],
  ['catching up', ...whole, 'cannot store', 'recovered'],
  ['throttled', 'connected', 'throttled'],
  ['throttled', ...whole, 'throttled'],
  ['throttled', ...whole, 'unreachable', 'throttled'],
  ['unreachable', ...whole, 'throttled', 'unreachable'],
  ['catching up', ...whole, 'throttled', 'recovered'],
  ['complete', ...whole, 'throttled', 'recovered', 'proved'],
  ['incomplete', ...whole, 'throttled', 'missing', 'recovered'],
  ['needs re-authentication', ...whole, 'rejected'],
  ['needs re-authentication', ...whole, 'throttled', 'rejected'],
  ['needs re-authentication', ...whole, 'rejected', 'proved'],
  ['catching up', ...whole, 'rejected', 'renewed'],
  ['complete', ...whole, 'rejected', 'renewed', 'proved'],
  ['disconnected', ...whole, 'disconnected'],
  ['disconnected', ...whole, 'unreachable', 'disconnected'],
  ['disconnected', ...whole, 'rejected', 'disconnected'],
  ['catching up', ...whole, 'disconnected', 'connected'],
  ['complete', ...whole, 'disconnected', 'connected', 'proved'],
];

describe('the state of an account, of its events and nothing else (VIEW-3, ING-4)', () => {
  const { tenantId } = new EventBuilder();
  const service = { kind: 'service', tenantId, id: 'key' } as const;
  let views: Views;
  beforeAll(async () => {
    views = await openViews();
  });
  afterAll(() => close(views));

  const told = (...names: readonly Told[]) => toldAtOnce(500, ...names);

  const toldAtOnce = async (atOnce: number, ...names: readonly Told[]) => {
    const of = new AccountEvents({ tenantId, accountId: uuid5(NAMESPACES.account, String(atOnce), names.join()) });
    await views.tell(
      names.flatMap((name) => steps[name](of)),
      atOnce,
    );
    const status = await readAccount(views.rows, service, of.id, new Date(NOW));
    if (status === undefined) throw new Error('no such account');
    return status;
  };

  it.each(table.map(([state, ...names]) => ({ state, names, says: names.join(', ') })))(
    'is $state after: $says',
    async ({ state, names }) => {
      const status = await told(...names);
      expect([status.state, status.complete !== undefined]).toEqual([state, state === 'complete']);
    },
  );

  it('says as of when it is complete, and how many mails could not be read (ING-5)', async () => {
    const { complete, missing } = await told(...whole, 'quarantined', 'a folder out of scope');
    expect({ complete, missing }).toEqual({
      complete: { asOf: '2026-11-02T09:00:00.000Z', quarantined: 1 },
      missing: 0,
    });
  });

  it.each([1, 500])('counts no mail as quarantined that left unread, %d events at once', async (atOnce) => {
    const { complete } = await toldAtOnce(atOnce, ...whole, 'quarantined', 'gone unread');
    expect(complete).toMatchObject({ quarantined: 0 });
  });

  it('says how many are missing', async () => {
    expect(await told(...whole, 'missing', 'a folder out of scope')).toMatchObject({ state: 'incomplete', missing: 1 });
  });

  it('says until when it waits, and since when nobody answers', async () => {
    const waits = await told(...whole, 'throttled', 'a folder out of scope');
    expect(waits).toMatchObject({ throttledUntil: UNTIL, lastError: { code: 'account/throttled' } });
    expect(waits).not.toHaveProperty('unreachableSince');
    const absent = await told(...whole, 'unreachable', 'a folder out of scope');
    expect(absent).toMatchObject({ unreachableSince: SINCE });
    expect(absent).not.toHaveProperty('throttledUntil');
  });

  it('says why a folder is parked, and since when (S2)', async () => {
    const { progress } = await told(...whole, 'parked', 'a folder out of scope');
    expect(progress[0]).toMatchObject({
      state: 'parked',
      parked: { reason: 'No UIDVALIDITY.', since: '2026-11-02T09:00:00.000Z' },
    });
  });

  it('is the same in the list, for the figures, and one by one', async () => {
    const counted = new Map<string, number>();
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await listAccounts(views.rows, service, { limit: 20, ...(cursor === undefined ? {} : { cursor }) });
      for (const { state } of page.items) counted.set(state, (counted.get(state) ?? 0) + 1);
      cursor = page.next;
    }
    const readings = await accountFigures(views.rows, new Date(NOW));
    const figures = readings.flatMap(({ name, labels, value }) =>
      name === 'mailfold_accounts' && value > 0 ? [[labels?.['state'] ?? '', value] as const] : [],
    );
    expect(new Map(figures)).toEqual(counted);
    expect(counted.size).toBe(7);
  });
});
