import { MailMissing } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { mail, mails, range } from './mails.ts';
import { World } from './world.ts';

describe('mail that comes while we look', () => {
  it('between STATUS and SEARCH is stored exactly once (S6)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(5));
    let delivered = 0;
    const deliver = async (): Promise<void> => {
      delivered += 1;
      await world.mailbox.deliver('INBOX', mail(`in between ${delivered}`));
    };
    world.server.playFaults([{ on: 'SEARCH', times: 4, do: { run: deliver } }]);
    await world.synced();
    await world.becomes('INBOX', { stored: range(1, 5 + delivered) });

    expect(await world.announced()).toMatchObject({ events: 5 + delivered, messages: 5 + delivered });
    expect(delivered).toBeGreaterThan(1);
  });

  it('and goes between list and fetch is recorded as gone; the others are stored, and nothing stalls (S7)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(6));
    const expunge = () => world.mailbox.expunge('INBOX', [2, 5]);
    world.server.playFaults([{ on: 'FETCH', times: 1, do: { run: expunge } }]);
    await world.synced();

    expect(await world.lines('INBOX')).toEqual({ stored: [1, 3, 4, 6], 'gone-before-read': [2, 5] });
    await world.mailbox.deliver('INBOX', mail('later'));
    await world.becomes('INBOX', { stored: [1, 3, 4, 6, 7], 'gone-before-read': [2, 5] });
  });
});

describe('mail that the server names and does not give', () => {
  it('is asked for again, and stored once it can be read (S26)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(2));
    await world.synced();
    world.server.playFaults([{ on: 'FETCH', times: 4, do: { nilBodyUids: [3] } }]);
    await world.mailbox.deliver('INBOX', mail('not yet'));
    await world.becomes('INBOX', { stored: [1, 2, 3] });

    expect(await world.told(MailMissing)).toEqual([]);
    expect(await world.announced()).toMatchObject({ events: 3, live: 1 });
  });

  it('is missing in the ledger when it was asked for often enough, and found by a later proof (S26)', async () => {
    await using world = await World.open({ pace: { proveMs: 500 } });
    await world.mailbox.deliverMany('INBOX', mails(2));
    await world.synced();
    world.server.playFaults([{ on: 'FETCH', do: { nilBodyUids: [3] } }]);
    await world.mailbox.deliver('INBOX', mail('not yet'));
    await world.becomes('INBOX', { stored: [1, 2], missing: [3] });
    const [missing] = await until(async () => {
      const told = await world.told(MailMissing);
      return told.length > 0 ? told : undefined;
    });
    world.server.playFaults([]);
    await world.becomes('INBOX', { stored: [1, 2, 3] });

    await world.proved(missing?.position);
    expect(await world.announced()).toMatchObject({ events: 3, messages: 3 });
  });

  it('is not passed over by HIGHESTMODSEQ: the next look is from before it, in another process too (S4)', async () => {
    await using world = await World.open({ pace: { withheldMs: [60_000] } });
    await world.mailbox.deliverMany('Archive', mails(3));
    await world.synced();
    const cursor = () =>
      world.rows.query(
        "select modseq from ingest.cursor join ingest.folder using (account, folder) where path = 'Archive'",
      );
    const before = await cursor();
    world.server.playFaults([{ on: 'FETCH', do: { omitUids: [4] } }]);
    await world.mailbox.deliverMany('Archive', [{ raw: mail('left out') }, { raw: mail('after it') }]);
    await world.becomes('Archive', { stored: [1, 2, 3, 5] });

    expect(await cursor()).toEqual(before);
    await world.stop();
    world.server.playFaults([]);
    await world.start();
    await world.becomes('Archive', { stored: [1, 2, 3, 4, 5] });
    expect(await world.announced()).toMatchObject({ events: 5, messages: 5 });
  });
});
