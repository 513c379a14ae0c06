import { BackfillStarted, FolderDiscovered, FolderGone, FolderRenamed, MessageMoved } from '@mailfold/contracts';
import type { SeenFolder } from '../src/domain/observation.ts';
import { folder, INBOX, mail, mailbox } from './seeing.ts';

const OLD = folder('Offers', 'none', 7, 3);
const as = (path: string, change: Partial<SeenFolder> = {}): SeenFolder => ({ ...OLD, path, ...change });

/** An account whose folder `Offers` holds a message with UID 2. */
const withOffers = (old: SeenFolder = OLD, ...more: readonly SeenFolder[]) => {
  const box = mailbox();
  const world = box.given().after(box.connected);
  const inbox = old.mailboxId === undefined ? INBOX : { ...INBOX, mailboxId: 'F0' };
  world.when(box.folders(inbox, old, ...more));
  const folderId = box.folderId('Offers', old.epoch);
  const messages = [mail({ uid: 2, text: 'a', messageId: 'a@x' })];
  world.when(box.see({ kind: 'messages', folderId, epoch: old.epoch, messages, intents: [] }));
  return { ...box, world, folderId };
};

const gone = { type: FolderGone.type, data: expect.anything() };
const discovered = (path: string) => ({ type: FolderDiscovered.type, data: expect.objectContaining({ path }) });
const begun = { type: BackfillStarted.type, data: expect.anything() };

describe('a folder that has another name (ING-1, ING-6)', () => {
  it('stays the folder that it was: nothing is read again and no message moves', () => {
    const { world, folders, folderId } = withOffers();
    world.when(folders(INBOX, as('Deals'))).thenFacts({ type: FolderRenamed.type, data: { folderId, path: 'Deals' } });
  });

  it('S9: mail that moves out of it afterwards moves once', () => {
    const { world, folders, folderId, messages, see } = withOffers();
    world.when(folders(INBOX, as('Deals')));
    world
      .when(messages('INBOX', [mail({ uid: 1, text: 'a', messageId: 'a@x' })]))
      .thenFacts({ type: MessageMoved.type, data: expect.objectContaining({ removed: [] }) });
    const left = { folderId, epoch: OLD.epoch, uid: 2 };
    world
      .when(see({ kind: 'vanished', folderId, epoch: OLD.epoch, uids: [2], intents: [] }))
      .thenFacts({ type: MessageMoved.type, data: expect.objectContaining({ removed: [left] }) });
  });

  it('takes the folders below along, each by its own UIDVALIDITY', () => {
    const below = folder('Offers/2026', 'none', 8);
    const { world, folders, folderId: parent } = withOffers(OLD, below);
    const { facts } = world.when(folders(INBOX, as('Deals'), { ...below, path: 'Deals/2026' }));
    expect(facts.map((one) => one.type)).toEqual([FolderRenamed.type, FolderRenamed.type]);
    expect(facts[0]?.data).toEqual({ folderId: parent, path: 'Deals' });
    expect(facts[1]?.data).toMatchObject({ path: 'Deals/2026' });
  });

  it.each([
    ['two folders that came could be it', [as('Deals'), as('Other')]],
    ['a folder that was always there has its UIDVALIDITY too', [as('Deals'), folder('Elsewhere', 'none', 7)]],
  ])('is gone, and another is new, when %s', (_why, listed) => {
    const { world, folders } = withOffers(OLD, ...listed.slice(1).filter((one) => one.path === 'Elsewhere'));
    const { facts } = world.when(folders(INBOX, ...listed));
    expect(facts.map((one) => one.type)).toContain(FolderGone.type);
    expect(facts.map((one) => one.type)).not.toContain(FolderRenamed.type);
  });

  it('is gone when the UIDs of the new one do not go on from its own', () => {
    const { world, folders } = withOffers();
    world.when(folders(INBOX, as('Deals', { uidNext: 2, messages: 1 }))).thenFacts(discovered('Deals'), begun, gone);
  });

  it('is gone when no UIDVALIDITY tells it from others', () => {
    const { world, folders } = withOffers(folder('Offers', 'none', 1, 3));
    world.when(folders(INBOX, folder('Deals', 'none', 1, 3))).thenFacts(discovered('Deals'), begun, gone);
  });

  it('is known by its MAILBOXID where the server gives one (RFC 8474)', () => {
    const old = folder('Offers', 'none', 1, 3);
    const inbox = { ...INBOX, mailboxId: 'F0' };
    const { world, folders, folderId } = withOffers({ ...old, mailboxId: 'F1' });
    world
      .when(folders(inbox, { ...old, path: 'Deals', mailboxId: 'F1' }))
      .thenFacts({ type: FolderRenamed.type, data: { folderId, path: 'Deals' } });
  });

  it('is another when its MAILBOXID is, whatever the rest says', () => {
    const { world, folders } = withOffers({ ...OLD, mailboxId: 'F1' });
    world.when(folders(INBOX, as('Deals', { mailboxId: 'F2' }))).thenFacts(discovered('Deals'), begun, gone);
  });
});
