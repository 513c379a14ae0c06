import { AccountReconciled, MessageObserved, MessageQuarantined, MessageReleased } from '@mailfold/contracts';
import { mails, range } from './faults/mails.ts';
import { World } from './faults/world.ts';

/** Multiparts within multiparts, as no mail program makes them. */
const bomb = (depth: number): Buffer => {
  const levels = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  );
  return Buffer.from(`From: x@example.org\r\nTo: ann@example.com\r\nSubject: bomb\r\n${levels.join('')}\r\nHello\r\n`);
};
const BOMB_UID = 26;

/** As if a version before this one had judged. */
const judgedByAnEarlierReader = (world: World) =>
  world.rows.query("update ingest.place set reader = 'mail-mime@0' where status = 'quarantined'");

describe('a hostile mail among fifty good ones (ING-5, X15)', () => {
  it('is kept and quarantined with its reason; all others are stored, and the account is complete', async () => {
    await using world = await World.open();
    const all = mails(50);
    await world.mailbox.deliverMany('INBOX', [...all.slice(0, 25), { raw: bomb(20_000) }, ...all.slice(25)]);
    await world.synced();

    const good = range(1, 51).filter((uid) => uid !== BOMB_UID);
    expect(await world.lines('INBOX')).toEqual({ stored: good, quarantined: [BOMB_UID] });
    expect(await world.announced()).toMatchObject({ events: 50, messages: 50 });
    const [told, ...more] = await world.told(MessageQuarantined);
    expect(more).toEqual([]);
    expect(told?.data).toMatchObject({
      location: { uid: BOMB_UID },
      code: 'mail-mime/too-deep',
      reason: expect.stringMatching(/\w+ \w+/),
      raw: expect.any(String),
    });
    const [proof] = (await world.told(AccountReconciled)).slice(-1);
    expect(proof?.data).toMatchObject({
      complete: true,
      folders: expect.arrayContaining([
        expect.objectContaining({ listed: 51, stored: 50, quarantined: 1, missing: 0 }),
      ]),
    });
  });

  it('is not asked for again at a restart, which it stops neither', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', [{ raw: bomb(20_000) }, ...mails(3)]);
    await world.synced();
    await world.stop();
    const asked = world.asked.length;
    await world.start();
    await world.proved(Math.max(...(await world.told()).map(({ position }) => position)));
    expect(await world.told(MessageQuarantined)).toHaveLength(1);
    expect(world.asked.slice(asked).filter(({ text }) => /^FETCH .*BODY/u.test(text))).toEqual([]);
    expect(await world.lines('INBOX')).toEqual({ stored: [2, 3, 4], quarantined: [1] });
  });
});

describe('a quarantined mail that a newer reader can read (ING-5)', () => {
  it('is released by an event, and stored once', async () => {
    await using world = await World.open();
    await world.mailbox.deliverMany('INBOX', mails(5));
    world.server.playFaults([{ on: 'FETCH', do: { refuseUids: [3] } }]);
    await world.synced();
    expect(await world.lines('INBOX')).toEqual({ stored: [1, 2, 4, 5], quarantined: [3] });
    world.server.playFaults([]);
    await world.stop();
    await judgedByAnEarlierReader(world);
    await world.start();
    await world.becomes('INBOX', { stored: range(1, 5) });

    const told = (await world.told()).filter(
      (event) => MessageReleased.is(event) || (MessageObserved.is(event) && event.data.location.uid === 3),
    );
    expect(told.map(({ type }) => type)).toEqual([MessageReleased.type, MessageObserved.type]);
  });
});
