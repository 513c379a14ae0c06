import {
  BackfillStarted,
  FolderWatchChanged,
  MessageMoved,
  MessageObserved,
  MessageRestored,
  MessageSkipped,
  MessageWithdrawn,
  SkipsLifted,
} from '@mailfold/contracts';
import { folder, INBOX, mail, mailbox, TRASH, type Options } from './seeing.ts';

const PROJECTS = folder('Projects', 'none');
const a = mail({ uid: 1, text: 'a', messageId: 'a@x' });
const ALL = { kind: 'all' } as const;
const only = (...folders: string[]) => ({ kind: 'folders' as const, folders });
const since = (day: string) => ({ kind: 'since' as const, since: `${day}T00:00:00.000Z` });

/** An account with a message in the folder `Projects`. */
const world = (options: Options = {}) => {
  const box = mailbox(options);
  const story = box.given().after(box.connected);
  story.when(box.folders(INBOX, PROJECTS, TRASH));
  const messageId = story.when(box.messages('Projects', [a])).facts[0]?.subject ?? '';
  const held = () => box.see({ kind: 'scope', messageIds: [messageId] });
  const watch = (path: string, to: 'content' | 'location' | 'none') => ({
    type: FolderWatchChanged.type,
    data: { folderId: box.folderId(path), watch: to },
  });
  return { ...box, story, messageId, held, watch };
};

describe('SCO-1 what is watched', () => {
  it.each([
    ['all mail', ALL, { INBOX: 'content', Projects: 'content', Trash: 'location', Junk: 'location', Starred: 'none' }],
    [
      'chosen folders',
      only('Projects'),
      { INBOX: 'none', Projects: 'content', Trash: 'location', Junk: 'location', Starred: 'none' },
    ],
    [
      'spam that was chosen, though never the trash',
      only('Junk', 'Trash'),
      { INBOX: 'none', Projects: 'none', Trash: 'location', Junk: 'content', Starred: 'none' },
    ],
  ])('of %s', (_what, scope, expected) => {
    const { given, connected, folders } = mailbox({ scope });
    const { facts } = given()
      .after(connected)
      .when(folders(INBOX, PROJECTS, TRASH, folder('Junk', 'junk'), folder('Starred', 'flagged')));
    const watches = facts.flatMap(({ data }) =>
      'watch' in Object(data) ? [[Object(data).path, Object(data).watch]] : [],
    );
    expect(Object.fromEntries(watches)).toEqual(expected);
  });
});

describe('SCO-2 narrowing', () => {
  it('leaves the folder out, and withdraws what lies nowhere else', () => {
    const { story, scopeChanged, held, watch, messageId } = world();
    story.when(scopeChanged(only('INBOX'))).thenFacts(watch('Projects', 'none'));
    story.when(held()).thenFacts({ type: MessageWithdrawn.type, data: { messageId, reason: 'out-of-scope' } });
  });

  it('keeps what lies in a folder of the scope too', () => {
    const { story, scopeChanged, held, messages } = world();
    story.when(messages('INBOX', [mail({ uid: 4, text: 'a', messageId: 'a@x' })]));
    story.when(scopeChanged(only('INBOX')));
    story.when(held()).thenNothing();
  });

  it('by a later start withdraws what came before it, by INTERNALDATE', () => {
    const { story, scopeChanged, held, messageId } = world();
    story.when(scopeChanged(ALL, since('2026-11-02'))).thenNothing();
    story.when(held()).thenNothing();
    story.when(scopeChanged(ALL, since('2026-11-03'))).thenNothing();
    story.when(held()).thenFacts({ type: MessageWithdrawn.type, data: { messageId, reason: 'out-of-scope' } });
  });

  it('keeps mail that somebody moved to a folder that was never in scope: scope governs entry', () => {
    const { story, scopeChanged, held, messages, vanished } = world({ scope: only('Projects') });
    story.when(messages('INBOX', [mail({ uid: 4, text: 'a', messageId: 'a@x' })]));
    story.when(vanished('Projects', 1));
    story.when(scopeChanged(only('Projects'), since('2026-11-01')));
    story.when(held()).thenNothing();
  });
});

describe('SCO-2 widening', () => {
  it('watches the folder and reads its history when it is listed next', () => {
    const { given, connected, folders, scopeChanged, folderId } = mailbox({ scope: only('INBOX') });
    const story = given().after(connected);
    const projects = folder('Projects', 'none', 1, 9);
    story.when(folders(INBOX, projects));
    story.when(scopeChanged(ALL)).thenFacts({
      type: FolderWatchChanged.type,
      data: { folderId: folderId('Projects'), watch: 'content' },
    });
    story.when(folders(INBOX, projects)).thenFacts({
      type: BackfillStarted.type,
      data: { folderId: folderId('Projects'), epoch: 1, through: 8, total: 8 },
    });
  });

  it('brings back what had been withdrawn, under its identity, as history', () => {
    const { story, scopeChanged, held, watch, messageId, folderId } = world();
    story.when(scopeChanged(only('INBOX')));
    story.when(held());
    story.when(scopeChanged(ALL)).thenFacts(watch('Projects', 'content'), {
      type: SkipsLifted.type,
      data: expect.objectContaining({ folderId: folderId('Projects') }),
    });
    story
      .when(held())
      .thenFacts({ type: MessageRestored.type, data: { messageId, reason: 'in-scope' }, origin: 'backfill' });
  });

  it('by an earlier start opens what was older, and stores it', () => {
    const { given, connected, folders, messages, scopeChanged, folderId } = mailbox({ start: since('2026-11-01') });
    const story = given().after(connected);
    const inbox = folder('INBOX', 'inbox', 1, 2);
    const old = mail({ uid: 1, text: 'old', receivedAt: '2026-10-20T00:00:00.000Z' });
    story.when(folders(inbox));
    story.when(messages('INBOX', [old])).thenFacts({ type: MessageSkipped.type, data: expect.anything() });
    story.when(scopeChanged(ALL, since('2026-10-01'))).thenFacts({
      type: SkipsLifted.type,
      data: { folderId: folderId('INBOX'), epoch: 1, rules: ['before-start'] },
    });
    story.when(folders(inbox)).thenFacts({ type: BackfillStarted.type, data: expect.objectContaining({ through: 1 }) });
    story
      .when(messages('INBOX', [old]))
      .thenFacts({ type: MessageObserved.type, data: expect.anything(), origin: 'backfill' });
  });

  it('is not undone by a worker that still looks by the old start', () => {
    const { given, connected, folders, see, scopeChanged, folderId } = mailbox({ start: since('2026-11-01') });
    const story = given().after(connected);
    story.when(folders(folder('INBOX', 'inbox', 1, 2)));
    story.when(scopeChanged(ALL, since('2026-10-01')));
    const at = { folderId: folderId('INBOX'), epoch: 1 };
    const skipped = { kind: 'skipped', ...at, uids: [1], rule: 'before-start' } as const;
    story.when(see({ ...skipped, start: '2026-11-01T00:00:00.000Z' })).thenNothing();
    story.when(see({ kind: 'backfilled', ...at })).thenNothing();
  });
});

describe('ING-6 mail that is put back at the provider', () => {
  const deleted = () => {
    const box = world();
    box.story.when(box.vanished('Projects', 1));
    box.story.when(box.see({ kind: 'looked-everywhere', before: '2026-11-03T00:00:00.000Z' }));
    return box;
  };

  it('shows again as history, under its identity', () => {
    const { story, messages, messageId } = deleted();
    story
      .when(messages('INBOX', [mail({ uid: 5, text: 'a', messageId: 'a@x' })]))
      .thenFacts(
        { type: MessageMoved.type, data: expect.objectContaining({ messageId }) },
        { type: MessageRestored.type, data: { messageId, reason: 'seen-again' }, origin: 'backfill' },
      );
  });

  it('stays withdrawn while it lies in the trash', () => {
    const { story, messages } = deleted();
    story
      .when(messages('Trash', [mail({ uid: 5, text: 'a', messageId: 'a@x' })]))
      .thenFacts({ type: MessageMoved.type, data: expect.anything() });
  });

  it('can be deleted once more', () => {
    const { story, messages, vanished, see, messageId } = deleted();
    story.when(messages('INBOX', [mail({ uid: 5, text: 'a', messageId: 'a@x' })]));
    story.when(vanished('INBOX', 5));
    story
      .when(see({ kind: 'looked-everywhere', before: '2026-11-03T00:00:00.000Z' }))
      .thenFacts({ type: MessageWithdrawn.type, data: { messageId, reason: 'deleted-at-provider' } });
  });
});

describe('ING-7 mail that left every folder in scope', () => {
  it('is kept when it is found in a folder out of scope, where nothing else is looked at', () => {
    const { story, messages, vanished, see, messageId, folderId } = world({ scope: only('Projects') });
    story.when(vanished('Projects', 1));
    const stranger = mail({ uid: 8, text: 'stranger', messageId: 's@x' });
    story.when(messages('INBOX', [mail({ uid: 7, text: 'a', messageId: 'a@x' }), stranger])).thenFacts({
      type: MessageMoved.type,
      data: expect.objectContaining({ messageId, locations: [{ folderId: folderId('INBOX'), epoch: 1, uid: 7 }] }),
    });
    story.when(see({ kind: 'looked-everywhere', before: '2026-11-03T00:00:00.000Z' })).thenNothing();
  });
});
