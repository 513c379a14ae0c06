import { FlagsChanged, MessageMoved } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import type { CapabilityChoice, FaultScript } from '@mailfold/imap-server';
import type { Clock } from '@mailfold/kernel';
import { mail, mails, range } from './mails.ts';
import { World } from './world.ts';

interface Variant {
  readonly name: string;
  readonly capabilities: CapabilityChoice;
  readonly faults: FaultScript;
}

const VARIANTS: readonly Variant[] = [
  { name: 'QRESYNC', capabilities: {}, faults: [] },
  { name: 'CONDSTORE alone', capabilities: { QRESYNC: false }, faults: [] },
  { name: 'neither', capabilities: { CONDSTORE: false, ESEARCH: false, 'LIST-STATUS': false }, faults: [] },
  { name: 'NOMODSEQ', capabilities: {}, faults: [{ on: 'SELECT', do: 'no-modseq' }] },
];

describe.each(VARIANTS)('what happened while nobody looked, at a server with $name (S5)', (variant) => {
  it('is caught up: new mail, flags, moves and deletions', async () => {
    await using world = await World.open({ server: { capabilities: variant.capabilities } });
    world.server.playFaults(variant.faults);
    await world.mailbox.deliverMany('INBOX', mails(10));
    await world.mailbox.deliverMany('Archive', mails(4, 'old'));
    await world.synced();
    await world.stop();
    await world.mailbox.setFlags('INBOX', { uids: [2, 3], operation: 'add', flags: ['\\Seen'] });
    await world.mailbox.move('INBOX', [4, 5], 'Archive');
    await world.mailbox.expunge('INBOX', [9, 10]);
    await world.mailbox.deliver('INBOX', mail('new'));
    await world.start();
    await world.becomes('INBOX', { stored: [1, 2, 3, 6, 7, 8, 11] });
    await world.becomes('Archive', { stored: range(1, 6) });

    expect(await world.announced()).toMatchObject({ events: 15, messages: 15 });
    const seen = (await world.told(FlagsChanged)).filter((event) => FlagsChanged.is(event) && event.data.flags.seen);
    expect(seen).toHaveLength(2);
  });
});

describe('cursors', () => {
  it('that are lost are made again, and nothing old is announced as new (S22)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(20));
    await world.synced();
    await world.stop();
    await world.rows.query('delete from ingest.cursor');
    await world.mailbox.expunge('INBOX', [5]);
    await world.mailbox.deliver('INBOX', mail('new'));
    await world.start();
    await world.becomes('INBOX', { stored: [...range(1, 4), ...range(6, 21)] });

    expect(await world.announced()).toEqual({ events: 21, messages: 21, live: 1 });
    const isKept = async () => (await world.rows.query('select 1 from ingest.cursor')).length > 0;
    await until(isKept, { what: 'a cursor of its own' });
  });

  it('outlive a clock that jumps back an hour, and dates that cannot be (S14)', async () => {
    let offset = 0;
    const clock: Clock = { now: () => new Date(Date.now() + offset) };
    await using world = await World.open({ clock, pace: { proveMs: 400 } });
    await world.mailbox.deliverMany('INBOX', [
      { raw: mail('of 1970', 'Thu, 01 Jan 1970 00:00:00 +0000'), internalDate: new Date(0) },
      { raw: mail('of 2099', 'Fri, 02 Jan 2099 00:00:00 +0000'), internalDate: new Date('2099-01-02') },
      { raw: mail('of no day', 'yesterday or so') },
    ]);
    await world.synced();
    offset = -3_600_000;
    await world.mailbox.deliver('INBOX', mail('after the jump'));
    await world.mailbox.deliver('Archive', mail('elsewhere'));
    await world.becomes('INBOX', { stored: range(1, 4) });
    await world.becomes('Archive', { stored: [1] });
    const [last] = (await world.told()).slice(-1);

    // Proofs go on by a clock that does not jump.
    await world.proved(last?.position);
    expect(await world.announced()).toMatchObject({ events: 5, messages: 5 });
  });
});

describe('half of a folder gone', () => {
  it('before sync costs no command more than the whole would, and no stall (S3)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(2_000));
    await world.mailbox.expunge(
      'INBOX',
      range(1, 1_000).map((nth) => 2 * nth),
    );
    await world.synced();

    const asked = world.asked.filter(({ command, folder }) => command === 'UID FETCH' && folder === 'INBOX');
    expect(asked.length).toBeLessThanOrEqual(8);
    expect((await world.lines('INBOX'))['stored']).toHaveLength(1_000);
  });

  it('after sync is one look, whatever the gaps (S3)', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('Archive', mails(2_000));
    await world.synced();
    world.asked.length = 0;
    await world.mailbox.expunge(
      'Archive',
      range(1, 1_000).map((nth) => 2 * nth),
    );
    await world.becomes('Archive', { stored: range(1, 1_000).map((nth) => 2 * nth - 1) });

    const asked = world.asked.filter(({ folder }) => folder === 'Archive');
    expect(asked.filter(({ command }) => command === 'UID FETCH').length).toBeLessThanOrEqual(2);
    expect(await world.told(MessageMoved)).toHaveLength(1_000);
  });
});
