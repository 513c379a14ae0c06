import {
  type EventDefinition,
  MailMissing,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
  RawDeleted,
} from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import type { ScopePreview } from '@mailfold/contracts/http';
import { type Clock, MailfoldError } from '@mailfold/kernel';
import { mails, range } from './mails.ts';
import { World } from './world.ts';

const DAY_MS = 86_400_000;
const ALL = { kind: 'all' };
const INBOX_ALONE = { kind: 'folders', folders: ['INBOX'] };

/** The time of now, some days later. */
class MovedClock implements Clock {
  days = 0;
  now(): Date {
    return new Date(Date.now() + this.days * DAY_MS);
  }
}

describe('SCO-2 raw mail that a narrower scope withdrew', () => {
  let world: World;
  let clock: MovedClock;
  beforeEach(async () => {
    clock = new MovedClock();
    world = await World.open({ clock, rawGrace: { everyMs: 50 }, pace: { proveMs: 200 } });
    await world.mailbox.deliverMany('INBOX', mails(2));
    await world.mailbox.deliverMany('Archive', mails(3, 'old'));
    await world.synced();
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const change = (scope: object): Promise<unknown> =>
    world.call('PUT', `/v1/accounts/${world.accountId}/scope`, { scope });
  const preview = (scope: object): Promise<ScopePreview> =>
    world.call('PUT', `/v1/accounts/${world.accountId}/scope`, { scope, dryRun: true });
  const told = (definition: EventDefinition, count: number): Promise<unknown> =>
    until(async () => (await world.told(definition)).length === count, {
      what: `${count} of ${definition.type}`,
      within: 15_000,
    });
  const refs = async (name: string): Promise<readonly string[]> =>
    (await world.told(MessageObserved)).flatMap((event) =>
      MessageObserved.is(event) && event.data.subject.startsWith(name)
        ? [event.data.raw, ...(event.data.text === undefined ? [] : [event.data.text])]
        : [],
    );
  const isThere = (ref: string): Promise<boolean> =>
    world.blobs.get(ref).then(
      () => true,
      () => false,
    );
  const there = async (all: readonly string[]): Promise<number> =>
    (await Promise.all(all.map(isThere))).filter(Boolean).length;
  const deleted = (all: readonly string[]): Promise<unknown> =>
    until(async () => (await there(all)) === 0, { what: 'the bytes being deleted', within: 10_000 });

  /** Narrowed, and past the grace period: the archive has no bytes any more. */
  const given = async (): Promise<readonly string[]> => {
    const old = await refs('old');
    await change(INBOX_ALONE);
    await told(MessageWithdrawn, 3);
    clock.days = 31;
    await told(RawDeleted, 3);
    await deleted(old);
    return old;
  };

  it('is kept for the grace period, and deleted after it, and nothing else is', async () => {
    const [old, inbox] = [await refs('old'), await refs('mail')];
    expect([old.length, inbox.length]).toEqual([6, 4]);
    await change(INBOX_ALONE);
    await told(MessageWithdrawn, 3);
    clock.days = 29;
    await world.proved((await world.told()).at(-1)?.position);
    expect(await there(old)).toBe(6);
    expect(await world.told(RawDeleted)).toEqual([]);
    clock.days = 31;
    await told(RawDeleted, 3);
    await deleted(old);
    expect(await there(inbox)).toBe(4);
  });

  it('is deleted by whoever comes after a process that was ended between the event and the deletion', async () => {
    const old = await refs('old');
    const remove = world.blobs.delete.bind(world.blobs);
    world.blobs.delete = () =>
      Promise.reject(new MailfoldError({ code: 'blob-store/unavailable', message: 'away', retry: 'backoff' }));
    await change(INBOX_ALONE);
    clock.days = 31;
    await told(RawDeleted, 3);
    await world.stop();
    expect(await there(old)).toBe(6);
    world.blobs.delete = remove;
    await world.start();
    await deleted(old);
    expect(await world.told(RawDeleted)).toHaveLength(3);
  });

  it('is not deleted when the scope was widened in time', async () => {
    const old = await refs('old');
    await change(INBOX_ALONE);
    await told(MessageWithdrawn, 3);
    clock.days = 20;
    await change(ALL);
    await told(MessageRestored, 3);
    await world.proved((await world.told()).at(-1)?.position);
    clock.days = 60;
    await world.proved((await world.told()).at(-1)?.position);
    expect(await there(old)).toBe(6);
    expect(await world.told(RawDeleted)).toEqual([]);
  });

  it('is fetched again by a wider scope, and the same messages show', async () => {
    await given();
    expect(await preview(ALL)).toMatchObject({ restores: { messages: 0 }, backfills: { messages: 3 } });
    await change(ALL);
    await told(MessageRestored, 3);
    await world.proved((await world.told()).at(-1)?.position);
    await world.becomes('Archive', { stored: range(1, 3) });
    const restored = (await world.told(MessageRestored)).flatMap((event) => (MessageRestored.is(event) ? [event] : []));
    const raws = await world.blobs.getMany(restored.map(({ data }) => data.content?.raw ?? ''));
    expect(raws.map((raw) => /Subject: (.*)\r/.exec(String(raw))?.[1])).toEqual(
      expect.arrayContaining(['old 1', 'old 2', 'old 3']),
    );
    const observed = await world.told(MessageObserved);
    expect(observed).toHaveLength(5);
    const ids = observed.flatMap((event) => (MessageObserved.is(event) ? [event.data.messageId] : []));
    expect(ids).toEqual(expect.arrayContaining(restored.map(({ data }) => data.messageId)));
    expect(restored.map(({ data, meta }) => [data.reason, meta.origin])).toEqual(
      range(1, 3).map(() => ['in-scope', 'backfill']),
    );
  });

  it('is deleted and fetched anew each time', async () => {
    await given();
    await change(ALL);
    await told(MessageRestored, 3);
    const again = (await world.told(MessageRestored)).flatMap((event) =>
      MessageRestored.is(event) ? (event.data.content?.raw ?? []) : [],
    );
    expect(await there(again)).toBe(3);
    await change(INBOX_ALONE);
    clock.days = 62;
    await told(RawDeleted, 6);
    await deleted(again);
    await change(ALL);
    await told(MessageRestored, 6);
    await world.proved((await world.told()).at(-1)?.position);
    expect((await world.announced()).messages).toBe(5);
  });

  it('is brought by the mail itself that comes into a folder in scope', async () => {
    await given();
    await world.mailbox.deliver('INBOX', world.mailbox.read('Archive', 1));
    await told(MessageRestored, 1);
    const [restored] = await world.told(MessageRestored);
    if (!MessageRestored.is(restored ?? { type: '', data: {} })) throw new Error('nothing was restored');
    expect(restored?.data).toMatchObject({ reason: 'seen-again', content: { attachments: [] } });
    expect(await world.announced()).toMatchObject({ events: 5, messages: 5 });
  });

  it('is in the ledger as missing when the server does not give it any more', async () => {
    await given();
    world.server.playFaults([{ on: 'FETCH', when: ({ folder }) => folder === 'Archive', do: { omitUids: [2] } }]);
    await change(ALL);
    await told(MessageRestored, 2);
    await told(MailMissing, 1);
    await world.becomes('Archive', { stored: [1, 3], missing: [2] });
    expect(await world.told(MessageRestored)).toHaveLength(2);
  });
});
