import {
  FlagsChanged,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageSkipped,
  MessageWithdrawn,
} from '@mailfold/contracts';
import { ARCHIVE, INBOX, mail, mailbox, TRASH } from './seeing.ts';

const a = mail({ uid: 1, text: 'a', messageId: 'a@x' });
const LATER = '2026-11-03T00:00:00.000Z';

const stored = (options: Parameters<typeof mailbox>[0] = {}) => {
  const box = mailbox(options);
  const world = box.given().after(box.connected);
  world.when(box.folders(INBOX, ARCHIVE, TRASH));
  const { facts } = world.when(box.messages('INBOX', [a]));
  const messageId = facts[0]?.subject ?? '';
  const gone = () => box.see({ kind: 'vanished', folderId: box.folderId('INBOX'), epoch: 1, uids: [1], intents: [] });
  return { ...box, world, messageId, gone };
};

describe('a message that leaves its folder', () => {
  it('ING-7: is deleted only when it lies nowhere after every folder was looked through', () => {
    const { world, gone, see, messageId } = stored();
    world
      .when(gone())
      .thenFacts({ type: MessageMoved.type, data: expect.objectContaining({ messageId, locations: [] }) });
    world.when(see({ kind: 'looked-everywhere', before: LATER })).thenFacts({
      type: MessageWithdrawn.type,
      data: expect.objectContaining({ messageId, reason: 'deleted-at-provider' }),
    });
  });

  it('S9: is moved, not deleted, when it turns up elsewhere', () => {
    const { world, gone, see, messages } = stored();
    world.when(gone());
    world.when(messages('Archive', [mail({ uid: 5, text: 'a', messageId: 'a@x' })]));
    world.when(see({ kind: 'looked-everywhere', before: LATER })).thenNothing();
  });

  it('ING-7: is deleted when it turns up in the trash alone', () => {
    const { world, gone, see, messages } = stored();
    world.when(gone());
    world.when(messages('Trash', [mail({ uid: 5, text: 'a', messageId: 'a@x' })]));
    world
      .when(see({ kind: 'looked-everywhere', before: LATER }))
      .thenFacts({ type: MessageWithdrawn.type, data: expect.anything() });
  });

  it('ING-7: is kept when the setting is off', () => {
    const { world, gone, see } = stored({ settings: { removeWhenDeletedAtProvider: false } });
    world.when(gone());
    world.when(see({ kind: 'looked-everywhere', before: LATER })).thenNothing();
  });

  it('S21: is not deleted by a look that began before it left', () => {
    const { world, gone, see } = stored();
    world.when(gone());
    world.when(see({ kind: 'looked-everywhere', before: '2026-11-02T08:00:00.000Z' })).thenNothing();
  });

  it('SCO-1: of mail in the trash that was never here nothing is stored', () => {
    const { world, messages } = stored();
    world
      .when(messages('Trash', [mail({ uid: 7, text: 'stranger', messageId: 's@x' })]))
      .thenFacts({ type: MessageSkipped.type, data: expect.objectContaining({ rule: 'location-only' }) });
  });
});

describe('flags', () => {
  const seen = { seen: true, flagged: false, answered: false, draft: false };

  it('ING-2: a change at the provider is told once', () => {
    const { world, see, folderId, messageId } = stored();
    world
      .when(
        see({ kind: 'flags', folderId: folderId('INBOX'), epoch: 1, flags: [{ uid: 1, flags: seen }], intents: [] }),
      )
      .thenFacts({ type: FlagsChanged.type, data: { messageId, flags: seen } });
  });

  it('WBK-3: with the setting off, what is read there says nothing about here', () => {
    const { world, see, folderId } = stored({ settings: { syncReadState: false } });
    world
      .when(
        see({ kind: 'flags', folderId: folderId('INBOX'), epoch: 1, flags: [{ uid: 1, flags: seen }], intents: [] }),
      )
      .thenNothing();
  });
});

describe('ING-5 quarantine', () => {
  const broken = { ...a, content: { status: 'rejected' as const, code: 'mail-mime/too-deep', reason: 'too deep' } };

  it('keeps a mail that cannot be read, with its reason, and goes on with the others', () => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX));
    world
      .when(messages('INBOX', [broken, mail({ uid: 2, text: 'b' })]))
      .thenFacts(
        { type: MessageQuarantined.type, data: expect.objectContaining({ code: 'mail-mime/too-deep', raw: 'raw a' }) },
        { type: MessageObserved.type, data: expect.objectContaining({ subject: 'b' }) },
      );
  });

  it('releases it when it can be read after all', () => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX));
    world.when(messages('INBOX', [broken]));
    world
      .when(messages('INBOX', [a]))
      .thenFacts(
        { type: MessageReleased.type, data: expect.anything() },
        { type: MessageObserved.type, data: expect.anything() },
      );
  });
});
