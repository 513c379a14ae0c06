import { MessageMoved, MessageObserved } from '@mailfold/contracts';
import { ARCHIVE, folder, INBOX, mail, mailbox } from './seeing.ts';

const observedThat = (data: object) => ({ type: MessageObserved.type, data: expect.objectContaining(data) });
const movedThat = (data: object) => ({ type: MessageMoved.type, data: expect.objectContaining(data) });

describe('ING-1 a message is stored once per account', () => {
  it('S9: a copy in another folder changes its places', () => {
    const { given, connected, folders, messages, folderId } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX, ARCHIVE));
    world.when(messages('INBOX', [mail({ uid: 1, text: 'a', messageId: 'a@x' })]));
    world.when(messages('Archive', [mail({ uid: 9, text: 'a', messageId: 'a@x' })])).thenFacts(
      movedThat({
        added: [{ folderId: folderId('Archive'), epoch: 1, uid: 9 }],
        locations: [
          { folderId: folderId('INBOX'), epoch: 1, uid: 1 },
          { folderId: folderId('Archive'), epoch: 1, uid: 9 },
        ],
      }),
    );
  });

  it('S13: the same mail twice in one batch is one message with two places', () => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX));
    world
      .when(
        messages('INBOX', [
          mail({ uid: 1, text: 'a', messageId: 'a@x' }),
          mail({ uid: 2, text: 'a', messageId: 'a@x' }),
        ]),
      )
      .thenFacts(
        observedThat({ location: expect.objectContaining({ uid: 1 }) }),
        movedThat({ locations: expect.any(Array) }),
      );
  });

  it('S12: two bodies with one Message-ID are two messages, and the second is flagged', () => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX));
    world
      .when(
        messages('INBOX', [
          mail({ uid: 1, text: 'a', messageId: 'same@x' }),
          mail({ uid: 2, text: 'b', messageId: 'same@x' }),
        ]),
      )
      .thenFacts(observedThat({ sharesMessageId: false }), observedThat({ sharesMessageId: true }));
  });

  it('S11: without a Message-ID the content alone is the identity', () => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX));
    world
      .when(messages('INBOX', [mail({ uid: 1, text: 'a' }), mail({ uid: 2, text: 'a' })]))
      .thenFacts(observedThat({ subject: 'a' }), movedThat({ added: [expect.objectContaining({ uid: 2 })] }));
  });

  it('S10: the same provider id proves sameness, a different one proves nothing', () => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX));
    world
      .when(
        messages('INBOX', [
          mail({ uid: 1, text: 'a', messageId: 'a@x', providerId: 'p1' }),
          mail({ uid: 2, text: 'changed by the provider', messageId: 'a@x', providerId: 'p1' }),
          mail({ uid: 3, text: 'a', messageId: 'a@x', providerId: 'p2' }),
        ]),
      )
      .thenFacts(observedThat({ subject: 'a' }), movedThat({}), movedThat({}));
  });

  it('S1: a new UIDVALIDITY announces nothing again: places change', () => {
    const { given, connected, folders, messages, folderId } = mailbox();
    const world = given().after(connected);
    world.when(folders(INBOX));
    world.when(messages('INBOX', [mail({ uid: 1, text: 'a', messageId: 'a@x' })]));
    world.when(folders(folder('INBOX', 'inbox', 2, 3)));
    world
      .when(
        messages(
          'INBOX',
          [mail({ uid: 1, text: 'a', messageId: 'a@x' }), mail({ uid: 2, text: 'new', messageId: 'n@x' })],
          { epoch: 2 },
        ),
      )
      .thenFacts(
        movedThat({
          removed: [{ folderId: folderId('INBOX'), epoch: 1, uid: 1 }],
          locations: [{ folderId: folderId('INBOX'), epoch: 2, uid: 1 }],
        }),
        observedThat({ subject: 'new' }),
      );
  });
});
