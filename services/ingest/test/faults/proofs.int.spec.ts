import {
  AccountReconciled,
  FolderGone,
  FolderParked,
  FolderResumed,
  MessageMoved,
  MessageWithdrawn,
} from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { mail, mails, range } from './mails.ts';
import { World } from './world.ts';

const REMOVING = { removeWhenDeletedAtProvider: true };

describe('a scheduled proof (ING-4)', () => {
  it('takes away what is gone although no event told of it, and brings what the ledger lacks', async () => {
    await using world = await World.open({ pace: { proveMs: 300 }, settings: REMOVING });
    await world.mailbox.deliverMany('Archive', mails(8));
    await world.synced();
    await world.stop();
    await world.mailbox.expunge('Archive', [3]);
    const { highestModseq, uidNext, messages } = world.mailbox.folder('Archive');
    await world.rows.query(
      `update ingest.cursor c set modseq = $1, counted_uid = $2, counted = $3 from ingest.folder f
        where f.account = c.account and f.folder = c.folder and f.path = 'Archive'`,
      [String(highestModseq), uidNext - 1, messages.length],
    );
    await world.rows.query('delete from ingest.place where uid = 5');
    await world.start();
    await world.becomes('Archive', { stored: [1, 2, 4, 5, 6, 7, 8] });
    const withdrawn = await until(async () => {
      const told = await world.told(MessageWithdrawn);
      return told.length > 0 ? told : undefined;
    });

    expect(withdrawn).toHaveLength(1);
    expect(await world.announced()).toMatchObject({ events: 8 });
  });

  it('never withdraws what is just arriving (S21)', async () => {
    await using world = await World.open({ pace: { proveMs: 50 }, roundMs: 50, settings: REMOVING });
    await world.mailbox.deliverMany('INBOX', mails(5));
    await world.synced();
    let nth = 0;
    const deliver = async () => {
      nth += 1;
      await world.mailbox.deliver('INBOX', mail(`arriving ${nth}`));
    };
    world.server.playFaults([
      { on: 'SEARCH', times: 10, do: { run: deliver } },
      { on: 'STATUS', times: 10, do: { run: deliver } },
    ]);
    await until(() => nth >= 20, { within: 15_000, what: 'mail arriving around twenty looks' });
    await world.becomes('INBOX', { stored: range(1, 25) });

    expect(await world.told(MessageMoved)).toEqual([]);
    expect(await world.told(MessageWithdrawn)).toEqual([]);
    expect(await world.announced()).toMatchObject({ events: 25, messages: 25 });
  });

  it('says nothing of a folder whose list leaves mail out, takes nothing from it, and is not complete (ING-7)', async () => {
    await using world = await World.open({ pace: { proveMs: 300 }, settings: REMOVING });
    await world.mailbox.deliverMany('Archive', mails(6));
    await world.synced();
    const [before] = (await world.told(AccountReconciled)).slice(-1);
    world.server.playFaults([{ on: 'SEARCH', when: ({ folder }) => folder === 'Archive', do: { omitUids: [2, 3] } }]);
    const proof = await until(async () =>
      (await world.told(AccountReconciled)).find(({ position }) => position > (before?.position ?? 0)),
    );

    expect(AccountReconciled.is(proof) && proof.data.complete).toBe(false);
    expect(await world.lines('Archive')).toEqual({ stored: range(1, 6) });
    world.server.playFaults([]);
    await world.proved(proof.position);
    expect(await world.told(MessageMoved)).toEqual([]);
  });
});

describe('a proof that does not add up', () => {
  it('is made again soon, also after one that did (ING-4)', async () => {
    await using world = await World.open({ pace: { proveMs: 4_000 } });
    await world.mailbox.deliverMany('Archive', mails(3));
    await world.synced();
    world.server.playFaults([{ on: 'SEARCH', when: ({ folder }) => folder === 'Archive', do: { omitUids: [2] } }]);
    const failed = await until(async () =>
      (await world.told(AccountReconciled)).find((event) => AccountReconciled.is(event) && !event.data.complete),
    );
    world.server.playFaults([]);
    const again = await world.proved(failed.position);
    expect(Date.parse(again.recordedAt) - Date.parse(failed.recordedAt)).toBeLessThan(3_500);
  });
});

describe('a folder that the server does not open', () => {
  it('is parked in its words, the others go on, and it comes back by itself (ING-7)', async () => {
    await using world = await World.open({ settings: REMOVING });
    await world.mailbox.deliverMany('Archive', mails(3));
    await world.synced();
    const no = {
      on: 'SELECT',
      when: ({ text }: { text: string }) => text.includes('Archive'),
      do: { no: 'Its index is broken' },
    };
    world.server.playFaults([no]);
    await world.mailbox.deliver('Archive', mail('behind the broken index'));
    const parked = await until(async () => (await world.told(FolderParked)).at(0));
    await world.mailbox.deliver('Sent', mail('elsewhere'));
    await world.becomes('Sent', { stored: [1] });

    expect(FolderParked.is(parked) && parked.data.reason).toContain('Its index is broken');
    expect(await world.lines('Archive')).toEqual({ stored: [1, 2, 3] });
    world.server.playFaults([]);
    await world.becomes('Archive', { stored: [1, 2, 3, 4] });
    expect(await world.told(FolderResumed)).toHaveLength(1);
    expect([await world.told(MessageMoved), await world.told(MessageWithdrawn), await world.told(FolderGone)]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('and does not tell its STATUS is parked and neither empty nor gone; once it is back all is proved anew (ING-4, ING-7)', async () => {
    await using world = await World.open({ server: { capabilities: { 'LIST-STATUS': false } }, settings: REMOVING });
    await world.mailbox.deliverMany('Archive', mails(3));
    await world.synced();
    world.server.playFaults([{ on: 'STATUS', when: ({ text }) => text.includes('Archive'), do: { no: 'Not now' } }]);
    await until(async () => (await world.told(FolderParked)).at(0));
    world.server.playFaults([]);
    const resumed = await until(async () => (await world.told(FolderResumed)).at(0));

    expect(await world.lines('Archive')).toEqual({ stored: [1, 2, 3] });
    expect([await world.told(MessageMoved), await world.told(FolderGone)]).toEqual([[], []]);
    await world.proved(resumed.position);
  });

  it('keeps what was lost elsewhere from being withdrawn: it may lie there (ING-7)', async () => {
    await using world = await World.open({ settings: REMOVING });
    await world.mailbox.deliverMany('INBOX', mails(3));
    await world.mailbox.deliver('Archive', mail('first'));
    await world.synced();
    world.server.playFaults([
      { on: 'SELECT', when: ({ text }) => text.includes('Archive'), do: { no: 'Its index is broken' } },
    ]);
    await world.mailbox.move('INBOX', [2], 'Archive');
    await until(async () => (await world.told(FolderParked)).at(0));
    await world.becomes('INBOX', { stored: [1, 3] });
    await world.mailbox.deliver('Sent', mail('a round later'));
    await world.becomes('Sent', { stored: [1] });

    expect(await world.told(MessageWithdrawn)).toEqual([]);
    world.server.playFaults([]);
    await world.becomes('Archive', { stored: [1, 2] });
    expect(await world.told(MessageWithdrawn)).toEqual([]);
  });
});
