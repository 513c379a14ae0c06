import { join } from 'node:path';
import { MessageObserved, MessageRestored, RawDeleted } from '@mailfold/contracts';
import { type Dovecot, type DovecotUser, describeWith, findDovecot, until } from '@mailfold/dev-env';
import { writeMail } from './mail/write-mail.ts';
import { ADDRESS, connectAnn, OWNER } from './mailfold/connect.ts';
import { DataFolder } from './mailfold/data-folder.ts';
import { everyEvent } from './mailfold/every-event.ts';
import { filesWith } from './mailfold/files-with.ts';
import { Mailfold } from './mailfold/mailfold.ts';

const SUBJECT = 'A note for the archive';
const WORDS = 'gallimaufry of loggers';

describeWith(await findDovecot(), 'mail that a narrower scope withdrew, for longer than the grace period', (found) => {
  let dovecot: Dovecot;
  let ann: DovecotUser;
  let data: DataFolder;
  let mailfold: Mailfold;
  let id: string;

  beforeAll(async () => {
    dovecot = await found.startDovecot();
    ann = await dovecot.addUser();
    const mail = { from: 'bob@harbour.example', to: ADDRESS, subject: SUBJECT, text: WORDS, id: 'note' };
    await dovecot.appendMaildir(ann.user, 'Lists', [{ raw: Buffer.from(writeMail(mail)) }]);
    data = await DataFolder.make();
    mailfold = await Mailfold.start(data, { roundSeconds: 0.2 });
    id = await connectAnn(mailfold.client, dovecot, ann);
    await mailfold.settle();
  }, 90_000);
  afterAll(async () => {
    await mailfold[Symbol.asyncDispose]();
    await data[Symbol.asyncDispose]();
    await dovecot.stop();
  });

  it('leaves no byte behind, and comes back as the same message in the same thread by a wider scope (SCO-2)', async () => {
    const [before] = (await mine().threads({ folder: 'all' })).items;
    const thread = before?.id ?? '';
    const messageId = (await mine().thread(thread)).items[0]?.id ?? '';
    expect(await rawOf(messageId)).toContain(WORDS);
    await mailfold.client.as(OWNER).threads.share('shared', [thread]);
    await mailfold.client.accounts.changeScope(id, { scope: { kind: 'folders', folders: ['INBOX'] } });
    await mailfold.settle();
    expect((await filesWith(blobs(), WORDS)).length).toBeGreaterThan(0);

    await restart({ MAILFOLD_RAW_GRACE_DAYS: '0' });
    await until(async () => (await count(RawDeleted.type)) === 1, {
      what: 'the raw mail being given up',
      within: 20_000,
    });
    await until(async () => (await filesWith(blobs(), WORDS)).length === 0, { what: 'its bytes being deleted' });
    await expect(rawOf(messageId)).rejects.toMatchObject({ code: 'message/not-found' });

    await restart();
    await mailfold.client.accounts.changeScope(id, { scope: { kind: 'all' } });
    await until(async () => (await count(MessageRestored.type)) === 1, {
      what: 'the mail coming back',
      within: 20_000,
    });
    await mailfold.settle();
    expect(await rawOf(messageId)).toContain(WORDS);
    expect(await mine().message(messageId)).toMatchObject({ text: expect.stringContaining(WORDS) });
    expect((await mine().threads({ folder: 'all' })).items).toMatchObject([
      { id: thread, messages: 1, visibility: 'shared', preview: WORDS },
    ]);
    expect((await mine().search('gallimaufry')).items).toMatchObject([{ messageId, threadId: thread }]);
    expect(await count(MessageObserved.type)).toBe(1);
  });

  const mine = () => mailfold.client.as(OWNER).mailbox;
  const blobs = (): string => join(data.path, 'blobs');
  const rawOf = async (messageId: string): Promise<string> => (await mine().raw(messageId)).text();
  const count = async (type: string): Promise<number> => (await everyEvent(mailfold.client, [type])).length;
  const restart = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
    await mailfold.stop();
    mailfold = await Mailfold.start(data, { roundSeconds: 0.2, env });
  };
});
