import { MessageObserved } from '@mailfold/contracts';
import { mail } from './faults/mails.ts';
import { ANN, PASSWORD, World } from './faults/world.ts';

const SALES = 'sales@example.com';
const USERS = [ANN, SALES].map((login) => ({ login, password: PASSWORD }));

const observed = async (world: World, accountId: string) => {
  world.accountId = accountId;
  await world.proved();
  return (await world.told()).filter((event) => MessageObserved.is(event)).map(({ data }) => data);
};

describe('a person with two accounts (CON-6)', () => {
  it('has the same mail once in each: nothing is put together across accounts (ING-1)', async () => {
    await using world = await World.open({ server: { users: USERS } });
    for (const login of [ANN, SALES]) await world.server.mailbox(login).deliver('INBOX', mail('to both'));
    await world.server.mailbox(SALES).deliver('INBOX', mail('to sales'));
    await world.connect();
    const own = world.accountId;
    await world.connect({ address: SALES, credentials: { kind: 'password', login: SALES, password: PASSWORD } });
    const shared = world.accountId;
    expect(shared).not.toBe(own);

    const [inOwn, inShared] = [await observed(world, own), await observed(world, shared)];
    expect(inOwn.map(({ subject }) => subject)).toEqual(['to both']);
    expect(inShared.map(({ subject }) => subject).toSorted()).toEqual(['to both', 'to sales']);
    const copies = [...inOwn, ...inShared].filter(({ subject }) => subject === 'to both');
    // Neither ids, nor the digests that stand for Message-ID and content, nor the bytes are the other account's.
    for (const name of ['messageId', 'raw'] as const) expect(new Set(copies.map((copy) => copy[name])).size).toBe(2);
    expect(new Set(copies.map(({ identity }) => identity.key)).size).toBe(2);
    expect(inOwn.every(({ sharesMessageId }) => !sharesMessageId)).toBe(true);
  });

  it('has one account for an address, however often it is connected (CON-5)', async () => {
    await using world = await World.open();
    await world.mailbox.deliver('INBOX', mail('kept'));
    await world.synced();
    const first = world.accountId;
    await world.call('DELETE', `/v1/accounts/${first}`);
    await world.mailbox.deliver('INBOX', mail('while nobody looked'));
    const before = (await world.told()).at(-1)?.position ?? 0;
    await world.connect();
    expect(world.accountId).toBe(first);
    await world.proved(before);
    expect(await world.announced()).toMatchObject({ events: 2, messages: 2 });
  });
});
