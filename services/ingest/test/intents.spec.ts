import { FlagsChanged, MessageMoved } from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { OpenIntent } from '../src/domain/observation.ts';
import { ARCHIVE, INBOX, mail, mailbox, TRASH } from './seeing.ts';

const intentId = uuid5(NAMESPACES.command, 'intent');
const a = (uid: number, flags: Partial<ReturnType<typeof mail>['flags']> = {}) => {
  const seen = mail({ uid, text: 'a', messageId: 'a@x' });
  return { ...seen, flags: { ...seen.flags, ...flags } };
};

const stored = () => {
  const box = mailbox();
  const world = box.given().after(box.connected);
  world.when(box.folders(INBOX, ARCHIVE, TRASH));
  const { facts } = world.when(box.messages('INBOX', [a(1)]));
  const messageId = facts[0]?.subject ?? '';
  const at = (path: string, uid: number) => ({ folderId: box.folderId(path), epoch: 1, uid });
  const intent = (change: OpenIntent['change'], more: Partial<OpenIntent> = {}): readonly OpenIntent[] => [
    { intentId, change, messageIds: [messageId], from: [at('INBOX', 1)], to: [], done: false, ...more },
  ];
  const vanished = (uid: number, intents: readonly OpenIntent[]) =>
    box.see({ kind: 'vanished', folderId: box.folderId('INBOX'), epoch: 1, uids: [uid], intents });
  const flags = (seen: boolean, intents: readonly OpenIntent[]) =>
    box.see({
      kind: 'flags',
      folderId: box.folderId('INBOX'),
      epoch: 1,
      flags: [{ uid: 1, flags: { ...a(1).flags, seen } }],
      intents,
    });
  return { ...box, world, messageId, at, intent, vanished, flags };
};

const moved = (data: object) => ({ type: MessageMoved.type, data: expect.objectContaining(data) });
const intentOf = ({ facts }: { readonly facts: readonly { readonly data: unknown }[] }): unknown =>
  Object(facts[0]?.data).intentId;

describe('WBK-5: our own change that comes back', () => {
  it('is known when the message leaves and when it arrives', () => {
    const { world, vanished, intent, messages } = stored();
    world.when(vanished(1, intent('archive'))).thenFacts(moved({ intentId }));
    world.when(messages('Archive', [a(5)], { intents: intent('archive') })).thenFacts(moved({ intentId }));
  });

  it('is known when the message arrives before it leaves', () => {
    const { world, vanished, intent, messages } = stored();
    world.when(messages('Archive', [a(5)], { intents: intent('archive') })).thenFacts(moved({ intentId }));
    world.when(vanished(1, intent('archive'))).thenFacts(moved({ intentId }));
  });

  it('is used up by the arrival: a later move is of somebody else', () => {
    const { world, vanished, intent, messages } = stored();
    world.when(vanished(1, intent('archive')));
    world.when(messages('Archive', [a(5)], { intents: intent('archive') }));
    expect(intentOf(world.when(messages('INBOX', [a(2)], { intents: intent('archive') })))).toBeUndefined();
    expect(intentOf(world.when(vanished(2, intent('archive'))))).toBeUndefined();
    expect(intentOf(world.when(messages('Archive', [a(6)], { intents: intent('archive') })))).toBeUndefined();
  });

  it('is known where the server said that it put it, whatever folder that is', () => {
    const { world, intent, messages, at } = stored();
    const intents = intent('archive', { to: [at('Trash', 9)] });
    world.when(messages('Trash', [a(9)], { intents })).thenFacts(moved({ intentId }));
  });

  it('is not seen in a move to where such a change never leads', () => {
    const { world, vanished, intent, messages } = stored();
    world.when(vanished(1, intent('archive')));
    expect(intentOf(world.when(messages('INBOX', [a(2)], { intents: intent('archive') })))).toBeUndefined();
  });

  it('is known in a mark, once', () => {
    const { world, messageId, flags, intent } = stored();
    const told = (seen: boolean, more = {}) => ({
      type: FlagsChanged.type,
      data: { messageId, flags: { ...a(1).flags, seen }, ...more },
    });
    world.when(flags(true, intent('read'))).thenFacts(told(true, { intentId }));
    world.when(flags(false, intent('read'))).thenFacts(told(false));
    world.when(flags(true, intent('read'))).thenFacts(told(true));
  });

  it('does not swallow a mark that was taken back before sync saw either', () => {
    const { world, messageId, flags, intent } = stored();
    world
      .when(flags(false, intent('read', { done: true })))
      .thenFacts(
        { type: FlagsChanged.type, data: { messageId, flags: { ...a(1).flags, seen: true }, intentId } },
        { type: FlagsChanged.type, data: { messageId, flags: a(1).flags } },
      );
  });

  it('waits for a mark that the server has yet to make', () => {
    const { world, flags, intent } = stored();
    world.when(flags(false, intent('read'))).thenNothing();
  });
});

describe('ING-2: flags of a message that turns up elsewhere', () => {
  it('are those of its new place', () => {
    const { world, messageId, messages, at } = stored();
    world.when(messages('Archive', [a(5, { flagged: true })])).thenFacts(moved({ added: [at('Archive', 5)] }), {
      type: FlagsChanged.type,
      data: { messageId, flags: { ...a(1).flags, flagged: true } },
    });
  });

  it('are no news in a copy from the past', () => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX, { ...ARCHIVE, uidNext: 9, messages: 8 }));
    world.when(messages('INBOX', [a(1)]));
    world.when(messages('Archive', [a(5, { seen: true })])).thenFacts(moved({}));
  });
});
