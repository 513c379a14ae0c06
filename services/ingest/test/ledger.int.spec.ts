import { AccountRecovered, AccountUnreachable, FolderRenumbered, MessageMoved } from '@mailfold/contracts';
import { Ledger } from '@mailfold/contracts/http';
import { until } from '@mailfold/dev-env';
import { sha256Hex } from '@mailfold/kernel';
import { mails } from './faults/mails.ts';
import { World } from './faults/world.ts';

const ledgerOf = async (world: World) =>
  Ledger.parse(await world.call('GET', `/v1/accounts/${world.accountId}/ledger`));

const lineOf = async (world: World, path: string, current = true) =>
  (await ledgerOf(world)).folders.find((one) => one.path === path && one.current === current);

const newest = async (world: World): Promise<number> => (await world.told()).at(-1)?.position ?? 0;

describe('the ledger (ING-4)', () => {
  it('accounts for every UID: its sums are what the server listed, and so is its digest', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(9));
    world.server.playFaults([{ on: 'FETCH', do: { refuseUids: [4] } }]);
    await world.synced();

    const { complete, asOf, folders } = await ledgerOf(world);
    expect([complete, typeof asOf]).toEqual([true, 'string']);
    const inbox = folders.find(({ path }) => path === 'INBOX');
    const sums = { listed: 9, stored: 8, missing: 0 };
    expect(inbox).toMatchObject({ ...sums, current: true, skipped: [], gone: 0, goneKept: 0 });
    expect(inbox?.quarantined).toEqual([{ reason: 'ingest/refused', count: 1 }]);
    expect(inbox?.proof).toMatchObject({ ...sums, skipped: 0, quarantined: 1, digest: sha256Hex('1,2,3,4,5,6,7,8,9') });
    for (const { listed, proof } of folders) {
      const { stored, skipped, quarantined, missing } = proof ?? { stored: -1, skipped: 0, quarantined: 0, missing: 0 };
      expect(stored + skipped + quarantined + missing).toBe(listed);
    }
  });

  it('says what is gone, and what of it is kept (ING-7)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(6));
    await world.synced();
    await world.mailbox.expunge('INBOX', [2, 3]);
    await until(async () => (await world.told(MessageMoved)).length === 2, { what: 'two that are gone' });

    expect(await lineOf(world, 'INBOX')).toMatchObject({ listed: 4, stored: 4, gone: 0, goneKept: 2 });
    expect(await ledgerOf(world)).toMatchObject({ messages: 6 });
  });

  it('says gone, and not kept, of what was removed as the setting says (ING-7)', async () => {
    await using world = await World.open({ settings: { removeWhenDeletedAtProvider: true } });
    await world.mailbox.deliverMany('INBOX', mails(6));
    await world.synced();
    await world.mailbox.expunge('INBOX', [2, 3]);
    const isGone = async () => (await ledgerOf(world)).messages === 4;
    await until(isGone, { within: 15_000, what: 'two that are withdrawn' });

    expect(await lineOf(world, 'INBOX')).toMatchObject({ listed: 4, stored: 4, gone: 2, goneKept: 0 });
  });

  it('keeps the lines of an epoch that is over (S1)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(3));
    await world.synced();
    const before = await lineOf(world, 'INBOX');
    await world.mailbox.admin.setUidValidity('INBOX', 4_711, { renumber: true });
    await until(async () => (await world.told(FolderRenumbered)).length === 1, { within: 15_000, what: 'a new epoch' });
    await world.proved(await newest(world));

    const now = await lineOf(world, 'INBOX');
    expect(now).toMatchObject({ stored: 3, listed: 3, gone: 0 });
    expect(now?.epoch).not.toBe(before?.epoch);
    expect(await lineOf(world, 'INBOX', false)).toMatchObject({ epoch: before?.epoch, stored: 0, listed: 0, gone: 3 });
  });

  it('is not complete while the provider is away, nor after, until it was asked again', async () => {
    await using world = await World.open({ pace: { proveMs: 600_000 } });
    await world.mailbox.deliverMany('INBOX', mails(3));
    await world.synced();
    expect(await ledgerOf(world)).toMatchObject({ complete: true });
    world.server.playFaults([{ on: 'GREETING', do: 'drop-connection' }]);
    for (const client of world.server.connections) client.drop();
    await until(async () => (await world.told(AccountUnreachable)).length === 1, { within: 15_000, what: 'the word' });
    expect(await ledgerOf(world)).toMatchObject({ complete: false });
    // Back, but its lists leave mail out: they prove nothing.
    world.server.playFaults([{ on: 'SEARCH', do: { omitUids: [2] } }]);
    await until(async () => (await world.told(AccountRecovered)).length > 0, { within: 15_000, what: 'recovery' });
    expect(await ledgerOf(world)).toMatchObject({ complete: false });
    world.server.playFaults([]);
    const recovered = (await world.told(AccountRecovered)).at(-1)?.position ?? 0;
    await world.proved(recovered);
    expect(await ledgerOf(world)).toMatchObject({ complete: true });
  });
});
