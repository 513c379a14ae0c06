import {
  FlagsChanged,
  FolderDiscovered,
  MessageMoved,
  MessageObserved,
  ProviderChangeAcknowledged,
  ProviderChangeAttempted,
  ProviderChangeRequested,
  ThreadArchived,
} from '@mailfold/contracts';
import type { ThreadSummary } from '@mailfold/contracts/http';
import { type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { internetMessageId, writeMail } from './mail/write-mail.ts';
import { ADDRESS, connectAnn, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { Mailfold } from './mailfold/mailfold.ts';
import { Oracle, type OracleMail } from './oracle/oracle.ts';

const SUBJECT = 'Offer for twelve loggers';
const BOB = 'Bob Marsh <bob@harbour.example>';

describeWith(await findDovecot(), 'archiving, deleting and marking, here and at the server', ({ startDovecot }) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let oracle: Oracle;

  beforeAll(async () => {
    dovecot = await startDovecot();
    ann = await dovecot.addUser();
    await deliver('ask', SUBJECT);
    await deliver('ask-again', `Re: ${SUBJECT}`, 'ask');
    await deliver('lunch', 'Lunch on Friday?');
    data = await DataFolder.make();
    mailfold = await Mailfold.start(data, { roundSeconds: 0.2 });
    await connectAnn(mailfold.client, dovecot, ann, {
      archiveAtProvider: true,
      deleteAtProvider: true,
      syncReadState: true,
    });
    await mailfold.settle();
    oracle = await Oracle.login(dovecot, ann);
  }, 120_000);
  afterAll(async () => {
    oracle[Symbol.dispose]();
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  it('takes an archived thread out of the inbox at once, here and then at the server (WBK-2, WBK-3)', async () => {
    const { id } = await threadIn('inbox', SUBJECT);
    const { actionId, token } = await act('archive', id);
    expect(await subjectsIn('inbox', token)).toEqual(['Lunch on Friday?']);
    expect(await subjectsIn('archive', token)).toEqual([SUBJECT]);

    await acknowledged(actionId);
    expect(await idsIn('INBOX')).toEqual(['lunch']);
    expect(await idsIn('Archive')).toEqual(['ask', 'ask-again']);
  });

  it('knows the move when it comes back through sync: it carries the intent, and nothing follows from it (WBK-5)', async () => {
    const archived = (await oracle.mails('Archive')).at(0);
    // What is heard of the folder after the move proves that sync has been there.
    await oracle.store('Archive', archived?.uid ?? 0, String.raw`+FLAGS (\Flagged)`);
    await until(async () => (await events('ingest.')).some((event) => FlagsChanged.is(event)), {
      what: 'the flag being heard of',
    });
    await mailfold.settle();

    const log = await events('ingest.', 'writeback.');
    const [intent, ...others] = log.flatMap((event) =>
      ProviderChangeRequested.is(event) ? [event.data.intentId] : [],
    );
    expect(others).toEqual([]);
    expect(log.filter((event) => ThreadArchived.is(event))).toHaveLength(1);
    expect(log.filter((event) => ProviderChangeAttempted.is(event))).toHaveLength(1);
    expect(log.filter((event) => ProviderChangeAcknowledged.is(event))).toHaveLength(1);
    const arrivals = log.flatMap((event) =>
      MessageMoved.is(event) && event.data.added.length > 0 ? [event.data] : [],
    );
    expect(arrivals).toHaveLength(2);
    expect(arrivals.map(({ intentId }) => intentId)).toEqual([intent, intent]);
    expect(await foldersOf('ask')).toEqual(['Archive']);
    expect(await foldersOf('ask-again')).toEqual(['Archive']);
  });

  it('takes a later move back by another client for what it is (WBK-5)', async () => {
    await oracle.move('Archive', (await mailIn('Archive', 'ask')).uid, 'INBOX');
    await until(async () => (await foldersOf('ask')).join() === 'INBOX', { what: 'the move back' });
    const moves = (await events('ingest.')).flatMap((event) => (MessageMoved.is(event) ? [event.data] : []));
    const back = moves.filter(({ locations, added }) => added.length > 0 && locations.length > 0).at(-1);
    expect(back?.intentId).toBeUndefined();
    await mailfold.settle();
    expect((await events('writeback.')).filter((event) => ProviderChangeRequested.is(event))).toHaveLength(1);
  });

  it('brings an archived thread back to the inbox when new mail comes (WBK-2)', async () => {
    await deliver('news', `Re: ${SUBJECT}`, 'ask');
    await until(async () => (await subjectsIn('inbox')).includes(SUBJECT), { what: 'the thread in the inbox' });
    expect((await threadIn('inbox', SUBJECT)).messages).toBe(3);
  });

  it('marks a thread read at the server, and hears when it is unread there (WBK-3)', async () => {
    const { id } = await threadIn('inbox', 'Lunch on Friday?');
    const { actionId, token } = await act('read', id);
    expect((await threadIn('inbox', 'Lunch on Friday?', token)).unread).toBe(0);
    await acknowledged(actionId);
    const lunch = await mailIn('INBOX', 'lunch');
    expect(lunch.flags).toContain(String.raw`\Seen`);

    await oracle.store('INBOX', lunch.uid, String.raw`-FLAGS (\Seen)`);
    await until(async () => (await threadIn('inbox', 'Lunch on Friday?')).unread === 1, { what: 'unread, from there' });
    await mailfold.settle();
    const marks = (await events('writeback.')).flatMap((event) =>
      ProviderChangeRequested.is(event) ? [event.data.change] : [],
    );
    expect(marks.filter((change) => change === 'read' || change === 'unread')).toEqual(['read']);
  });

  it('marks the newest mail unread, at the server too', async () => {
    const { id } = await threadIn('inbox', SUBJECT);
    await acknowledged((await act('read', id)).actionId);
    await acknowledged((await act('unread', id)).actionId);
    expect((await mailIn('INBOX', 'news')).flags).not.toContain(String.raw`\Seen`);
    expect((await mailIn('INBOX', 'ask')).flags).toContain(String.raw`\Seen`);
    expect((await mailIn('Archive', 'ask-again')).flags).toContain(String.raw`\Seen`);
  });

  it('deletes a thread from every view at once, and into the trash of the server (WBK-2, WBK-3)', async () => {
    const { id } = await threadIn('inbox', 'Lunch on Friday?');
    const { actionId, token } = await act('delete', id);
    expect(await subjectsIn('all', token)).toEqual([SUBJECT]);
    await acknowledged(actionId);
    expect(await idsIn('INBOX')).toEqual(['ask', 'news']);
    expect(await idsIn('Trash')).toEqual(['lunch']);
    await mailfold.settle();
    expect(await subjectsIn('all')).toEqual([SUBJECT]);
  });

  const client = () => mailfold.client.as(OWNER);
  const events = (...types: readonly string[]) => everyEvent(mailfold.client, types);

  const deliver = (id: string, subject: string, answers?: string): Promise<void> =>
    dovecot.deliver(
      ann.user,
      writeMail({ from: BOB, to: ADDRESS, subject, text: `${id}.`, id, ...(answers === undefined ? {} : { answers }) }),
    );

  const threadsIn = async (folder: string, atLeast?: string): Promise<readonly ThreadSummary[]> =>
    (await client().mailbox.threads({ folder, ...(atLeast === undefined ? {} : { atLeast }) })).items;

  const subjectsIn = async (folder: string, atLeast?: string): Promise<readonly string[]> =>
    (await threadsIn(folder, atLeast)).map(({ subject }) => subject.replace(/^Re: /, '')).toSorted();

  const threadIn = async (folder: string, subject: string, atLeast?: string): Promise<ThreadSummary> => {
    const found = (await threadsIn(folder, atLeast)).find((one) => one.subject.endsWith(subject));
    if (found === undefined) throw new Error(`there is no thread "${subject}" in ${folder}`);
    return found;
  };

  const act = async (action: 'archive' | 'delete' | 'read' | 'unread', thread: string) => {
    const [item] = (await client().threads.act(action, [thread])).items;
    expect(item).toMatchObject({ outcome: 'done', provider: 'requested' });
    return { actionId: item?.actionId ?? '', token: item?.token ?? '' };
  };

  const acknowledged = async (actionId: string): Promise<void> => {
    await until(async () => (await client().threads.action(actionId)).state === 'acknowledged', {
      what: 'the server having done it',
    });
  };

  const idOf = ({ raw }: OracleMail): string => /^Message-ID: <(.+)@/m.exec(raw.toString('latin1'))?.[1] ?? '';
  const idsIn = async (folder: string): Promise<readonly string[]> => (await oracle.mails(folder)).map(idOf).toSorted();

  const mailIn = async (folder: string, id: string): Promise<OracleMail> => {
    const found = (await oracle.mails(folder)).find((mail) => idOf(mail) === id);
    if (found === undefined) throw new Error(`${folder} has no mail ${id}`);
    return found;
  };

  /** Where the log says that a mail lies. */
  const foldersOf = async (id: string): Promise<readonly string[]> => {
    const log = await events('ingest.');
    const paths = new Map(
      log.flatMap((event) => (FolderDiscovered.is(event) ? [[event.data.folderId, event.data.path]] : [])),
    );
    const message = log
      .flatMap((event) => (MessageObserved.is(event) ? [event.data] : []))
      .find((one) => one.internetMessageId === internetMessageId(id));
    const locations = log
      .flatMap((event) => (MessageMoved.is(event) && event.data.messageId === message?.messageId ? [event.data] : []))
      .at(-1)?.locations ?? [message?.location];
    return locations.flatMap((one) => paths.get(one?.folderId ?? '') ?? []);
  };
});
