import {
  AccessChanged,
  ContactRecorded,
  ContactsMerged,
  DealRecorded,
  OrganisationRecorded,
  RecordRemoved,
  UserRecorded,
  type VisibleTo,
} from '@mailfold/contracts';
import { recordId } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';
import fc from 'fast-check';
import { recordsView } from '../../src/records/records-view.ts';
import { Views } from '../views.ts';

const builder = new EventBuilder();
const { tenantId } = builder;
const idOf = (kind: 'user' | 'contact' | 'organisation' | 'deal', name: string): string =>
  recordId(tenantId, kind, name);

const user = (name: string, ...groups: readonly string[]) =>
  builder.stored(UserRecorded, { userId: idOf('user', name), externalId: name, name, groups: [...groups] });
const contact = (name: string, visibleTo: VisibleTo) =>
  builder.stored(ContactRecorded, {
    contactId: idOf('contact', name),
    externalId: name,
    name,
    addresses: [],
    visibleTo,
  });
const organisation = (name: string, visibleTo: VisibleTo) =>
  builder.stored(OrganisationRecorded, {
    organisationId: idOf('organisation', name),
    externalId: name,
    name,
    domains: [],
    visibleTo,
  });
const deal = (name: string, visibleTo: VisibleTo, ownerId?: string) =>
  builder.stored(DealRecorded, {
    dealId: idOf('deal', name),
    externalId: name,
    name,
    state: 'open',
    openedAt: '2026-10-01T00:00:00.000Z',
    contactIds: [],
    visibleTo,
    ...(ownerId === undefined ? {} : { ownerId }),
  });
const access = (kind: 'contact' | 'deal', name: string, visibleTo: VisibleTo) =>
  builder.stored(AccessChanged, { kind, id: idOf(kind, name), visibleTo });
const removed = (kind: 'user' | 'contact' | 'deal', name: string) =>
  builder.stored(RecordRemoved, { kind, id: idOf(kind, name) });
const merged = (survivor: string, ...absorbed: readonly string[]) =>
  builder.stored(ContactsMerged, {
    survivor: idOf('contact', survivor),
    absorbed: absorbed.map((one) => idOf('contact', one)),
  });

describe('the view of the directory', () => {
  let views: Views;
  beforeEach(async () => {
    views = await Views.open(recordsView);
  });
  afterEach(() => views[Symbol.asyncDispose]());

  /** Record → users who may see it, by name. */
  const accessRows = async (): Promise<Record<string, string[]>> => {
    const rows = await views.rows.query<{ record: string; usr: string }>(
      `select r.external_id as record, coalesce(u.external_id, 'unknown') as usr from records.access a
         join records.record r on r.tenant = a.tenant and r.id = a.record
         left join records.usr u on u.tenant = a.tenant and u.id = a.usr order by 1, 2`,
    );
    return Object.fromEntries(
      Map.groupBy(rows, (row) => row.record)
        .entries()
        .map(([record, list]) => [record, list.map((one) => one.usr)]),
    );
  };

  it('has a row for each record, as the CRM told it last', async () => {
    const owner = idOf('user', 'ann');
    await views.tell([deal('d1', { everyone: true }), deal('d1', { groups: ['sales'] }, owner)]);
    const rows = await views.rows.query(
      'select kind, external_id, name, state, opened_at, owner, everyone, groups from records.record',
    );
    expect(rows).toEqual([
      {
        kind: 'deal',
        external_id: 'd1',
        name: 'd1',
        state: 'open',
        opened_at: '2026-10-01T00:00:00.000Z',
        owner,
        everyone: false,
        groups: ['sales'],
      },
    ]);
  });

  it('gives access to users named, known or not yet', async () => {
    await views.tell([user('ann'), contact('c1', { users: [idOf('user', 'ann'), idOf('user', 'nobody')] })]);
    expect(await accessRows()).toEqual({ c1: ['ann', 'unknown'] });
  });

  it('expands groups to users, whichever came first', async () => {
    await views.tell([
      user('ann', 'sales', 'board'),
      organisation('o1', { groups: ['sales'] }),
      user('bob', 'sales'),
      user('cid', 'legal'),
    ]);
    expect(await accessRows()).toEqual({ o1: ['ann', 'bob'] });
  });

  it('follows a user from group to group (VIS-6)', async () => {
    await views.tell([user('ann', 'sales'), deal('d1', { groups: ['sales'] }), deal('d2', { groups: ['legal'] })]);
    await views.tell([user('ann', 'legal')]);
    expect(await accessRows()).toEqual({ d2: ['ann'] });
  });

  it('keeps what names a user when their groups change', async () => {
    await views.tell([user('ann', 'sales'), deal('d1', { users: [idOf('user', 'ann')] })]);
    await views.tell([user('ann')]);
    expect(await accessRows()).toEqual({ d1: ['ann'] });
  });

  it('follows a change of access of a known record (VIS-6)', async () => {
    await views.tell([user('ann', 'sales'), user('bob'), deal('d1', { groups: ['sales'] })]);
    await views.tell([access('deal', 'd1', { users: [idOf('user', 'bob')] })]);
    expect(await accessRows()).toEqual({ d1: ['bob'] });
  });

  it('forgets a removed record and who might see it', async () => {
    await views.tell([user('ann'), deal('d1', { users: [idOf('user', 'ann')] })]);
    await views.tell([removed('deal', 'd1')]);
    expect(await views.rows.query('select 1 from records.record')).toEqual([]);
    expect(await views.rows.query('select 1 from records.access')).toEqual([]);
  });

  it('takes a removed user out of groups', async () => {
    await views.tell([user('ann', 'sales'), deal('d1', { groups: ['sales'] })]);
    await views.tell([removed('user', 'ann')]);
    expect(await accessRows()).toEqual({});
  });

  it('forgets contacts that were absorbed', async () => {
    await views.tell([contact('c1', { everyone: true }), contact('c2', { everyone: true }), merged('c1', 'c2')]);
    expect(await views.rows.query('select external_id from records.record')).toEqual([{ external_id: 'c1' }]);
  });

  it('keeps tenants apart', async () => {
    const other = new EventBuilder({ tenantId: '0b8d7f6a-6c1e-4d52-9a0e-0d3f3c9f2a11', accountId: builder.accountId });
    const theirs = other.stored(UserRecorded, {
      userId: recordId(other.tenantId, 'user', 'ann'),
      externalId: 'ann',
      name: 'ann',
      groups: ['sales'],
    });
    await views.tell([theirs, deal('d1', { groups: ['sales'] })]);
    expect(await accessRows()).toEqual({});
  });

  it('takes names of groups that SQL would stumble over', async () => {
    const odd = 'a"b\\c,{d} NULL';
    await views.tell([user('ann', odd), deal('d1', { groups: [odd] })]);
    expect(await accessRows()).toEqual({ d1: ['ann'] });
  });

  it('has the same rows however the log is cut, and when it is rebuilt (E6, EVT-4)', async () => {
    const names = fc.constantFrom('a', 'b', 'c');
    const visibleTo: fc.Arbitrary<VisibleTo> = fc.oneof(
      fc.constant({ everyone: true as const }),
      fc.array(names, { maxLength: 2 }).map((users) => ({ users: users.map((one) => idOf('user', one)) })),
      fc.array(fc.constantFrom('g', 'h'), { maxLength: 2 }).map((groups) => ({ groups })),
    );
    const told = fc.oneof(
      fc.tuple(names, fc.subarray(['g', 'h'])).map(
        ([name, groups]) =>
          () =>
            user(name, ...groups),
      ),
      fc.tuple(names, visibleTo).map(
        ([name, to]) =>
          () =>
            contact(name, to),
      ),
      fc.tuple(names, visibleTo).map(
        ([name, to]) =>
          () =>
            access('contact', name, to),
      ),
      names.map((name) => () => removed('contact', name)),
      names.map((name) => () => removed('user', name)),
      fc.constant(() => merged('a', 'b')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(told, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (events, atOnce) => {
        await views.tell(
          events.map((make) => make()),
          atOnce,
        );
        const { live, rebuilt } = await views.hashes();
        expect(rebuilt).toEqual(live);
      }),
      { numRuns: 15 },
    );
    await views.expectNothingParked();
  });
});
