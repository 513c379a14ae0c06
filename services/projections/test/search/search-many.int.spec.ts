import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { ThreadDeleted } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { SearchApi } from './search-api.ts';

const MAILS = 2_200;

describe('the search among many mails', () => {
  let search: SearchApi;
  beforeAll(async () => {
    search = await SearchApi.open();
    const ann = search.account('ann');
    const told: StoredEvent[] = [ann.connected()];
    for (let nth = 1; nth <= MAILS; nth += 1) {
      const rare = nth % 700 === 0 ? `Quagga${nth}` : '';
      told.push(
        ...(await search.mail(ann, { subject: `Number ${nth} ${rare}`, content: `Group g${nth % 3} of mails` })),
      );
    }
    const ingest = told.filter((event) => event.stream.startsWith('ingest'));
    await search.api.views.tellMany(told.slice(0, 1));
    await search.api.views.tellMany(ingest, 333);
    await search.api.views.tellMany(told.filter((event) => event.stream.startsWith('threading')));
  }, 120_000);
  afterAll(() => search[Symbol.asyncDispose]());

  it('finds what few have, wherever it lies', async () => {
    expect(await search.found('quagga', 'ann')).toEqual([
      'Number 2100 Quagga2100',
      'Number 1400 Quagga1400',
      'Number 700 Quagga700',
    ]);
    expect(await search.found('quagga700', 'ann')).toEqual(['Number 700 Quagga700']);
  });

  it('finds the newest of what many have, each once, page by page', async () => {
    const numbers: number[] = [];
    let cursor = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await search.page('group g1', 'ann', `&limit=200${cursor}`);
      numbers.push(...page.items.map((hit) => Number(hit.subject.split(' ')[1])));
      cursor = `&cursor=${page.next}`;
    }
    expect(numbers).toHaveLength(600);
    expect(numbers).toEqual(Array.from({ length: 600 }, (_, nth) => 2_200 - nth * 3));
  });

  it('looks through all of it for somebody who may see nothing', async () => {
    expect(await search.page('group', 'bob')).toEqual({ items: [] });
  });

  it('finds what many have in the tail that no segment covers, and in the oldest', async () => {
    expect(await search.found('"number 2200" group', 'ann')).toHaveLength(1);
    expect(await search.found('"number 1" group', 'ann')).toHaveLength(1);
  });

  it('ends with a page that has no next', async () => {
    const page = await search.page('quagga', 'ann', '&limit=3');
    expect(page.items).toHaveLength(3);
    expect(page).not.toHaveProperty('next');
  });

  it('refuses a cursor that it did not make', async () => {
    const who = { tenantId: search.tenantId, user: 'ann' };
    expect(await search.api.status('/v1/search?q=group&cursor=bm9wZQ', who)).toBe(400);
  });

  it('has a segment for each 64 documents that are complete', async () => {
    const [row] = await search.api.views.rows.query(
      'select count(*)::int as segments, max(segment) as last from search.segment',
    );
    expect(row).toEqual({ segments: Math.floor(MAILS / 64), last: Math.floor(MAILS / 64) - 1 });
  });

  it('has the same tables live, however batches are cut, and rebuilt (E6)', async () => {
    const bob = search.account('bob');
    const told: StoredEvent[] = [bob.connected()];
    for (let nth = 0; nth < 130; nth += 1) {
      const [observed] = await search.mail(bob, { subject: `Mail ${nth}`, direction: 'draft' });
      if (observed !== undefined) told.push(observed);
    }
    const messageId = bob.messageId(`INBOX ${MAILS + 40}`);
    const deleted = bob.builder.stored(ThreadDeleted, {
      threadId: uuid5(NAMESPACES.thread, 'one'),
      messageIds: [messageId],
      by: { kind: 'default' },
      actionId: uuid5(NAMESPACES.command, 'delete'),
      provider: 'setting-off',
    });
    told.splice(50, 0, deleted);
    await search.api.views.tell(told, 7);
    await search.api.views.expectNothingParked();
    const { live, rebuilt } = await search.api.views.hashes();
    expect(rebuilt).toEqual(live);
  }, 60_000);
});
