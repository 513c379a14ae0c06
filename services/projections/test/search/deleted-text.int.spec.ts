import { MessageObserved, MessageRestored, MessageWithdrawn, RawDeleted, ThreadDeleted } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { AccountEvents } from '../accounts/account-events.ts';
import { SearchApi, threadOf } from './search-api.ts';

/** Begins otherwise than that of any other number: segments know beginnings. */
const word = (nth: number): string => `${String.fromCharCode(97 + (nth % 26), 97 + Math.floor(nth / 26))}loris`;

interface Told {
  readonly messageId: string;
  readonly text: string;
}

describe('SCO-2 the words of mail whose bytes were deleted', () => {
  let search: SearchApi;
  let ann: AccountEvents;
  beforeEach(async () => {
    search = await SearchApi.open();
    ann = search.account('ann');
    await search.api.views.tell([ann.connected()]);
  });
  afterEach(() => search[Symbol.asyncDispose]());

  const tell = (...events: readonly StoredEvent[]): Promise<void> => search.api.views.tell(events);
  const told = async (subject: string, content: string): Promise<Told> => {
    const events = await search.mail(ann, { subject, content });
    await tell(...events);
    const observed = events.find((event) => MessageObserved.is(event));
    return { messageId: observed?.data.messageId ?? '', text: observed?.data.text ?? '' };
  };
  const many = async (count: number): Promise<readonly Told[]> => {
    const all: Told[] = [];
    for (let nth = 0; nth < count; nth += 1) all.push(await told(`Mail ${nth}`, `common ${word(nth)}`));
    return all;
  };
  const forget = async ({ messageId, text }: Told): Promise<void> => {
    await search.blobs.delete(ann.id, [text]);
    await tell(
      ann.builder.stored(MessageWithdrawn, { messageId, reason: 'out-of-scope' }),
      ann.builder.stored(RawDeleted, { messageId, blobs: [text] }),
    );
  };
  const restore = async ({ messageId }: Told, content: string): Promise<void> => {
    const [raw = '', text = ''] = await search.blobs.put(
      ann.id,
      ['raw', content].map((one) => Buffer.from(one)),
    );
    const restored = { messageId, reason: 'in-scope' as const, content: { raw, text, attachments: [] } };
    await tell(ann.builder.stored(MessageRestored, restored));
  };
  const kept = async (words: string): Promise<number> => {
    const [row] = await search.api.views.rows.query<{ count: number }>(
      "select count(*)::int as count from search.document where body like '%' || $1 || '%' or preview like '%' || $1 || '%'",
      [words],
    );
    return row?.count ?? 0;
  };

  it('are kept nowhere, and found again when the message is restored', async () => {
    const walrus = await told('Walrus', 'tusks');
    expect(await kept('tusks')).toBe(1);
    await forget(walrus);
    expect([await kept('tusks'), await kept('walrus')]).toEqual([0, 1]);
    expect(await search.found('walrus', 'ann')).toEqual([]);
    await restore(walrus, 'tusks');
    expect(await search.found('tusks', 'ann')).toEqual(['Walrus']);
    expect((await search.page('tusks', 'ann')).items).toMatchObject([{ messageId: walrus.messageId }]);
    await search.api.views.expectNothingParked();
  });

  it('are found again also behind a segment, and the tables are the same live and rebuilt (E6)', async () => {
    const all = await many(70);
    for (const one of [3, 5, 66].flatMap((nth) => all[nth] ?? [])) await forget(one);
    await restore(all[3] ?? { messageId: '', text: '' }, `common ${word(3)}`);
    await restore(all[66] ?? { messageId: '', text: '' }, `common ${word(66)}`);
    const { messageId } = all[7] ?? { messageId: '' };
    await tell(
      ann.builder.stored(ThreadDeleted, {
        threadId: threadOf(messageId),
        messageIds: [messageId],
        by: { kind: 'default' },
        actionId: uuid5(NAMESPACES.command, 'delete'),
        provider: 'setting-off',
      }),
    );
    expect(await search.found(word(3), 'ann')).toEqual(['Mail 3']);
    expect(await search.found(word(66), 'ann')).toEqual(['Mail 66']);
    expect(await search.found(word(5), 'ann')).toEqual([]);
    const { live, rebuilt } = await search.api.views.hashes();
    expect(rebuilt).toEqual(live);
  });
});
