import { FairShare } from '../src/sync/fair-share.ts';

describe('turns at work that all accounts have', () => {
  it('go round: the one with little is not behind the one with much (S18)', async () => {
    const share = new FairShare(1);
    const order: string[] = [];
    const work = async (account: string): Promise<void> => {
      const giveBack = await share.take(account);
      order.push(account);
      giveBack();
    };
    const giveBack = await share.take('large');
    const all = [...Array.from({ length: 5 }, () => work('large')), work('small'), work('small'), work('other')];
    giveBack();
    await Promise.all(all);

    expect(order).toEqual(['large', 'small', 'other', 'large', 'small', 'large', 'large', 'large']);
  });

  it('are so many at a time, and none is given back twice', async () => {
    const share = new FairShare(2);
    const first = await share.take('a');
    await share.take('a');
    let third = false;
    let fourth = false;
    const waiting = share.take('b').then(() => (third = true));
    const last = share.take('c').then(() => (fourth = true));
    first();
    first();
    await waiting;

    expect([third, fourth]).toEqual([true, false]);
    void last;
  });
});
