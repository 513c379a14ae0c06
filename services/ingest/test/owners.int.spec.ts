import { AccountConnected, AccountDisconnected, MessageObserved, RecordRemoved } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { recordId } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';
import { mail } from './faults/mails.ts';
import { World } from './faults/world.ts';

const removal = async (world: World, user: string) => {
  const [row] = await world.rows.query<{ tenant: string }>('select tenant from ingest.account');
  const tenantId = row?.tenant ?? '';
  return new EventBuilder({ tenantId }).stored(RecordRemoved, { kind: 'user', id: recordId(tenantId, 'user', user) });
};

describe('a user whom the directory removes (CON-5)', () => {
  it('has their account disconnected, with its mail kept; connected anew it resumes', async () => {
    await using world = await World.open();
    await world.mailbox.deliver('INBOX', mail('kept'));
    await world.synced();
    const removed = await removal(world, 'user-ann');
    await world.hears(removed);
    const [told] = await until(
      async () => {
        const all = await world.told(AccountDisconnected);
        return all.length > 0 && all;
      },
      { within: 15_000, what: 'the account being disconnected' },
    );
    expect(told?.data).toEqual({ accountId: world.accountId, reason: 'user-removed' });
    await until(() => world.server.connections.length === 0, { within: 15_000, what: 'nobody connected' });

    const before = told?.position ?? 0;
    await world.connect();
    await world.proved(before);
    expect(await world.told(AccountConnected)).toHaveLength(2);
    expect(await world.told(MessageObserved)).toHaveLength(1);
  });

  it('is nobody else: other users’ accounts go on', async () => {
    await using world = await World.open();
    await world.synced();
    await world.hears(await removal(world, 'user-bob'));
    await world.mailbox.deliver('INBOX', mail('later'));
    await until(async () => (await world.told(MessageObserved)).length === 1, { within: 15_000, what: 'its mail' });
    expect(await world.told(AccountDisconnected)).toEqual([]);
  });
});
