import { MessageQuarantined, MessageReleased } from '@mailfold/contracts';
import { causeOfCommand, eventOf } from '@mailfold/processor';
import { ingestRules } from '../src/domain/ingest-rules.ts';
import type { SeenMessage } from '../src/domain/observation.ts';
import { emptyState } from '../src/domain/state.ts';
import { folder, mail, mailbox } from './seeing.ts';

const UID = 1;
const unread: SeenMessage = {
  ...mail({ uid: UID, text: 'bomb' }),
  content: { status: 'rejected', code: 'mail-mime/too-deep', reason: 'It nests too deep.' },
};

/** An account that one version of the reader after another looks at. */
const account = () => {
  const { connected, events, folders, messages } = mailbox();
  const state = emptyState(events.accountId);
  const first = ingestRules('reader@1');
  first.observe(state, connected);
  const tell = (reader: string, command: ReturnType<typeof folders>) => {
    const rules = ingestRules(reader);
    // Of messages the decision itself has evolved the state.
    const { facts } = rules.decide(state, command);
    const told = facts.map((fact) => eventOf(rules.name, fact, causeOfCommand(command, 0)));
    for (const event of told) rules.evolve(state, event);
    return told;
  };
  tell('reader@1', folders(folder('INBOX', 'inbox', 1, UID + 1)));
  const judge = (reader: string, seen: SeenMessage = unread) => tell(reader, messages('INBOX', [seen]));
  return { judge };
};

describe('a mail that cannot be read (ING-5)', () => {
  it('is judged once by one version of the reader', () => {
    const { judge } = account();
    expect(judge('reader@1').map(({ type }) => type)).toEqual([MessageQuarantined.type]);
    expect(judge('reader@1')).toEqual([]);
  });

  it('is judged anew by another version, as an event of its own: an id of the first would stop the account', () => {
    const { judge } = account();
    const [before] = judge('reader@1');
    const [after] = judge('reader@2');
    expect(after?.data).toMatchObject({ reader: 'reader@2' });
    expect(after?.id).not.toBe(before?.id);
  });

  it('is released by the version that can read it', () => {
    const { judge } = account();
    judge('reader@1');
    expect(judge('reader@2', mail({ uid: UID, text: 'bomb' }))[0]).toMatchObject({ type: MessageReleased.type });
  });
});
