import { MessageObserved, MessageSkipped } from '@mailfold/contracts';
import { folder, INBOX, mail, mailbox, type Seen } from './seeing.ts';

const cases: readonly { readonly says: string; readonly seen: Partial<Seen>; readonly origin: 'live' | 'backfill' }[] =
  [
    { says: 'a mail that comes after the connection is live', seen: { uid: 11 }, origin: 'live' },
    { says: 'a UID from before the folder went live is backfill', seen: { uid: 10 }, origin: 'backfill' },
    {
      says: 'INTERNALDATE before the connection is backfill',
      seen: { uid: 11, receivedAt: '2026-11-02T08:59:59.000Z' },
      origin: 'backfill',
    },
    {
      says: 'a new UID in the very second of the connection is live: INTERNALDATE knows no less',
      seen: { uid: 11, receivedAt: '2026-11-02T09:00:00.000Z' },
      origin: 'live',
    },
    {
      says: 'a Date more than seven days older than INTERNALDATE is backfill',
      seen: { uid: 11, date: '2026-10-26T09:59:59.000Z' },
      origin: 'backfill',
    },
    {
      says: 'a Date of up to seven days before is live',
      seen: { uid: 11, date: '2026-10-26T10:00:00.000Z' },
      origin: 'live',
    },
    { says: 'a Date in the future is live', seen: { uid: 11, date: '2099-01-01T00:00:00.000Z' }, origin: 'live' },
  ];

describe('ING-3 live or backfill', () => {
  it.each(cases)('$says', ({ seen, origin }) => {
    const { given, connected, folders, messages } = mailbox();
    const world = given().after(connected);
    world.when(folders(folder('INBOX', 'inbox', 1, 11)));
    world
      .when(messages('INBOX', [mail({ uid: 11, text: 'a', ...seen })]))
      .thenFacts({ type: MessageObserved.type, data: expect.anything(), origin });
  });
});

describe('SCO-1 the start', () => {
  it('nothing older by INTERNALDATE is stored', () => {
    const start = { kind: 'since', since: '2026-11-01T00:00:00.000Z' } as const;
    const { given, connected, folders, messages } = mailbox({ start });
    const world = given().after(connected);
    world.when(folders(INBOX));
    world
      .when(
        messages('INBOX', [
          mail({ uid: 1, text: 'old', receivedAt: '2026-10-31T23:59:59.999Z' }),
          mail({ uid: 2, text: 'new', receivedAt: '2026-11-01T00:00:00.000Z' }),
        ]),
      )
      .thenFacts(
        { type: MessageObserved.type, data: expect.objectContaining({ subject: 'new' }) },
        { type: MessageSkipped.type, data: expect.objectContaining({ uids: [[1, 1]], rule: 'before-start' }) },
      );
  });
});
