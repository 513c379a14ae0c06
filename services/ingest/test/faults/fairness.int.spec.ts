import { until } from '@mailfold/dev-env';
import { mail, mails, range } from './mails.ts';
import { ANN, BOB, World } from './world.ts';

describe('many accounts in one process', () => {
  it('a small one is not behind the history of a large one, nor is the new mail of the large one (S18)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(200, 'recent'));
    await world.mailbox.deliverMany('Archive', mails(6_000, 'old'));
    await world.server.mailbox(BOB).deliverMany('INBOX', mails(20, 'of bob'));
    await world.connect();
    const ann = world.accountId;
    const stored = async (accountId: string): Promise<number> => {
      const [row] = await world.rows.query<{ n: number }>(
        "select count(*)::int as n from ingest.place where account = $1 and status = 'stored'",
        [accountId],
      );
      return row?.n ?? 0;
    };
    await until(async () => (await stored(ann)) > 300, { within: 20_000, what: 'the large history under way' });
    await world.connect({ login: BOB });
    const bob = world.accountId;
    await world.server.mailbox(ANN).deliver('INBOX', mail('to ann meanwhile'));
    await until(async () => (await stored(bob)) === 20, { within: 20_000, what: 'the small account' });
    const whenBobWasDone = await stored(ann);

    expect(whenBobWasDone).toBeLessThan(6_201);
    world.accountId = ann;
    await world.becomes('INBOX', { stored: range(1, 201) });
    await until(async () => (await stored(ann)) === 6_201, { within: 40_000, every: 100, what: 'all of it' });
  });
});
