import {
  AccessChanged,
  type DataOf,
  DealLinked,
  DealRecorded,
  MessageHidden,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
  ThreadDeleted,
  ThreadMadePrivate,
  ThreadShared,
  type VisibleTo,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { recordId } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';
import type { AccountEvents } from '../accounts/account-events.ts';
import { type Mail, SearchApi, threadOf } from './search-api.ts';

const by = { kind: 'default' } as const;

describe('what the search gives to whom', () => {
  let search: SearchApi;
  let ann: AccountEvents;
  let directory: EventBuilder;
  let deals = 0;
  beforeAll(async () => {
    search = await SearchApi.open();
    ann = search.account('ann');
    directory = new EventBuilder({ tenantId: search.tenantId });
    await search.api.views.tell([ann.connected()]);
  });
  afterEach(() => search.api.views.expectNothingParked());
  afterAll(() => search[Symbol.asyncDispose]());

  /** A mail whose subject is a word that no other has. */
  const told = async (subject: string, change: Mail = {}): Promise<DataOf<typeof MessageObserved>> => {
    const events = await search.mail(ann, { subject, ...change });
    await search.api.views.tell(events);
    const observed = events.find((event) => MessageObserved.is(event));
    if (observed === undefined) throw new Error('no mail was told of');
    return observed.data;
  };
  const tell = (...events: readonly StoredEvent[]): Promise<void> => search.api.views.tell(events);
  const shared = (messageId: string) => ann.builder.stored(ThreadShared, { threadId: threadOf(messageId), by });
  /** Links the thread to a new deal. @returns the deal's id */
  const linked = async (messageId: string, visibleTo: VisibleTo = { everyone: true }): Promise<string> => {
    deals += 1;
    const [externalId, name, state] = [`d${deals}`, `d${deals}`, 'open'] as const;
    const dealId = recordId(search.tenantId, 'deal', externalId);
    const openedAt = '2026-10-01T00:00:00.000Z';
    const deal = { dealId, externalId, name, state, openedAt, contactIds: [], visibleTo };
    await tell(
      directory.stored(DealRecorded, deal),
      ann.builder.stored(DealLinked, { threadId: threadOf(messageId), dealId, why: { rule: 'by-hand' } }),
    );
    return dealId;
  };

  it('is nothing of another mailbox, shared or not, as long as it is linked to nothing (VIS-1, VIS-2)', async () => {
    const { messageId } = await told('Aardvark');
    expect(await search.found('aardvark', 'ann')).toEqual(['Aardvark']);
    expect(await search.page('aardvark', 'bob')).toEqual({ items: [] });
    await tell(shared(messageId));
    expect(await search.page('aardvark', 'bob')).toEqual({ items: [] });
  });

  it('is mail of shared threads that are linked to what the viewer may see, with whose it is (VIS-2)', async () => {
    const { messageId } = await told('Baboon');
    await tell(shared(messageId));
    await linked(messageId);
    const { items } = await search.page('baboon', 'bob');
    expect(items).toMatchObject([{ messageId, threadId: threadOf(messageId), accountId: ann.id, mine: false }]);
    expect((await search.page('baboon', 'ann')).items).toMatchObject([{ mine: true }]);
  });

  it('follows access to the record (VIS-6)', async () => {
    const { messageId } = await told('Capybara');
    await tell(shared(messageId));
    const id = await linked(messageId, { users: [] });
    expect(await search.found('capybara', 'bob')).toEqual([]);
    const users = [recordId(search.tenantId, 'user', 'bob')];
    await tell(directory.stored(AccessChanged, { kind: 'deal', id, visibleTo: { users } }));
    expect(await search.found('capybara', 'bob')).toEqual(['Capybara']);
    await tell(directory.stored(AccessChanged, { kind: 'deal', id, visibleTo: { users: [] } }));
    expect(await search.found('capybara', 'bob')).toEqual([]);
  });

  it('ends at once when the thread is made private (VIS-4, X20)', async () => {
    const { messageId } = await told('Dormouse');
    await tell(shared(messageId));
    await linked(messageId);
    expect(await search.found('dormouse', 'bob')).toEqual(['Dormouse']);
    await tell(ann.builder.stored(ThreadMadePrivate, { threadId: threadOf(messageId), by, reason: 'owner' }));
    expect(await search.page('dormouse', 'bob')).toEqual({ items: [] });
    expect(await search.found('dormouse', 'ann')).toEqual(['Dormouse']);
  });

  it('is no message that its owner hid (VIS-3)', async () => {
    const { messageId } = await told('Echidna');
    await tell(shared(messageId));
    await linked(messageId);
    await tell(ann.builder.stored(MessageHidden, { threadId: threadOf(messageId), messageId }));
    expect(await search.found('echidna', 'bob')).toEqual([]);
    expect(await search.found('echidna', 'ann')).toEqual(['Echidna']);
  });

  it('is a draft for its owner alone', async () => {
    await told('Ferret', { direction: 'draft' });
    expect(await search.found('ferret', 'ann')).toEqual(['Ferret']);
    expect(await search.found('ferret', 'bob')).toEqual([]);
  });

  it('is a blind copy for its owner alone, in what is found and what is left out (VIS-5)', async () => {
    const { messageId } = await told('Gibbon', { bcc: [{ name: 'Zebedee', address: 'zeb@else.example' }] });
    await tell(shared(messageId));
    await linked(messageId);
    expect(await search.found('zebedee', 'ann')).toEqual(['Gibbon']);
    expect(await search.found('zebedee', 'ann', '&in=participants')).toEqual(['Gibbon']);
    expect(await search.found('zebedee', 'ann', '&in=subject')).toEqual([]);
    expect(await search.found('gibbon -zebedee', 'ann')).toEqual([]);
    expect(await search.found('zebedee', 'bob')).toEqual([]);
    expect(await search.found('gibbon -zebedee', 'bob')).toEqual(['Gibbon']);
  });

  it('is no mail while it is withdrawn, and of a deleted thread only what came later (WBK-2)', async () => {
    const [left, deleted] = [await told('Hedgehog one'), await told('Hedgehog two')];
    await tell(
      ann.builder.stored(MessageWithdrawn, { messageId: left.messageId, reason: 'deleted-at-provider' }),
      ann.builder.stored(ThreadDeleted, {
        threadId: threadOf(deleted.messageId),
        messageIds: [deleted.messageId],
        by,
        actionId: recordId(search.tenantId, 'user', 'action'),
        provider: 'setting-off',
      }),
    );
    expect(await search.found('hedgehog', 'ann')).toEqual([]);
    const kept = 'select message from search.document where message = $1';
    expect(await search.api.views.rows.query(kept, [deleted.messageId])).toEqual([]);
    await tell(
      ann.builder.stored(MessageRestored, { messageId: left.messageId, reason: 'seen-again' }),
      ann.builder.stored(MessageRestored, { messageId: deleted.messageId, reason: 'seen-again' }),
    );
    expect(await search.found('hedgehog', 'ann')).toEqual(['Hedgehog one']);
  });

  it('is nothing of another tenant, whoever is named alike (X19)', async () => {
    await told('Ibex');
    const tenantId = await search.api.tenant('theirs');
    expect(await search.api.status('/v1/search?q=ibex', { tenantId, user: 'ann' })).toBe(200);
    const response = await search.api.call('/v1/search?q=ibex', { tenantId, user: 'ann' });
    expect(await response.json()).toEqual({ items: [] });
  });

  it('is asked for by a user: a service key reads no mail (VIS-1)', async () => {
    expect(await search.api.status('/v1/search?q=ibex', { tenantId: search.tenantId })).toBe(403);
  });
});
