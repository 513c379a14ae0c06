import { MessageMoved, MessageRestored, MessageWithdrawn, RawDeleted } from '@mailfold/contracts';
import { folder, INBOX, mail, mailbox } from './seeing.ts';

const PROJECTS = folder('Projects', 'none');
const ALL = { kind: 'all' } as const;
const a = mail({ uid: 1, text: 'a', messageId: 'a@x' });
const { raw: _, ...withoutBytes } = a;
const [EARLY, LATE] = ['2000-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'];

/** A message in `Projects` that is out of scope. */
const withdrawn = () => {
  const box = mailbox();
  const story = box.given().after(box.connected);
  story.when(box.folders(INBOX, PROJECTS));
  const messageId = story.when(box.messages('Projects', [a])).facts[0]?.subject ?? '';
  const held = () => box.see({ kind: 'scope', messageIds: [messageId] });
  const due = (before: string) =>
    box.see({ kind: 'raw-due', before, messages: [{ messageId, blobs: ['raw a', 'text a'] }] });
  const deleted = { type: RawDeleted.type, data: { messageId, blobs: ['raw a', 'text a'] } };
  const content = { raw: 'raw a', attachments: [] };
  const restored = (reason: string) => ({ type: MessageRestored.type, data: { messageId, reason, content } });
  story.when(box.scopeChanged({ kind: 'folders', folders: ['INBOX'] }));
  story.when(held());
  return { ...box, story, held, due, deleted, restored };
};

describe('SCO-2 the bytes of what is out of scope', () => {
  it('are given up once, when it was withdrawn before that moment', () => {
    const { story, due, deleted } = withdrawn();
    story.when(due(EARLY)).thenNothing();
    story.when(due(LATE)).thenFacts(deleted);
    story.when(due(LATE)).thenNothing();
  });

  it('are not given up when it came back between the look and the word', () => {
    const { story, due, held, scopeChanged } = withdrawn();
    story.when(scopeChanged(ALL));
    story.when(held());
    story.when(due(LATE)).thenNothing();
  });

  it('are kept of what was deleted at the provider', () => {
    const box = mailbox();
    const story = box.given().after(box.connected);
    story.when(box.folders(INBOX));
    const messageId = story.when(box.messages('INBOX', [a])).facts[0]?.subject ?? '';
    story.when(box.vanished('INBOX', 1));
    story
      .when(box.see({ kind: 'looked-everywhere', before: LATE }))
      .thenFacts({ type: MessageWithdrawn.type, data: { messageId, reason: 'deleted-at-provider' } });
    story.when(box.see({ kind: 'raw-due', before: LATE, messages: [{ messageId, blobs: [] }] })).thenNothing();
  });

  it('are told of when it is restored, and not before they are here', () => {
    const { story, due, held, scopeChanged, messages, restored } = withdrawn();
    story.when(due(LATE));
    story.when(scopeChanged(ALL));
    story.when(held()).thenNothing();
    story.when(messages('Projects', [withoutBytes])).thenNothing();
    story.when(messages('Projects', [a])).thenFacts(restored('in-scope'));
    story.when(messages('Projects', [a])).thenNothing();
  });

  it('are not told of while it is out of scope, though the server gives it', () => {
    const { story, due, messages } = withdrawn();
    story.when(due(LATE));
    story.when(messages('Projects', [a])).thenNothing();
  });

  it('come with it when it comes into a folder of the scope', () => {
    const { story, due, messages, restored } = withdrawn();
    story.when(due(LATE));
    story
      .when(messages('INBOX', [{ ...a, uid: 7 }]))
      .thenFacts({ type: MessageMoved.type, data: expect.anything() }, restored('seen-again'));
  });
});
