import { SearchApi } from './search-api.ts';

describe('a message whose text was lost', () => {
  it('is found by what the log has of it, and stops nothing', async () => {
    await using search = await SearchApi.open();
    const [ann, bob] = [search.account('ann'), search.account('bob')];
    const [lost, kept] = [
      await search.mail(bob, { subject: 'Walrus', content: 'tusks' }),
      await search.mail(ann, { subject: 'Xerus', content: 'stripes' }),
    ];
    await search.blobs.remove(bob.id);
    await search.api.views.tell([bob.connected(), ann.connected(), ...lost, ...kept]);
    await search.api.views.expectNothingParked();
    expect(await search.found('walrus', 'bob')).toEqual(['Walrus']);
    expect(await search.found('tusks', 'bob')).toEqual([]);
    expect(await search.found('stripes', 'ann')).toEqual(['Xerus']);
  });
});
