import { until } from '@mailfold/dev-env';
import type { ReadMail } from '@mailfold/mail-mime';
import { boundsFor, MimeReader } from '@mailfold/mail-mime';
import { ADDRESSED, mail } from './build-mail.ts';
import { BOMBS } from './bombs.ts';

const small = (subject: string): Buffer => mail([`Subject: ${subject}`, 'From: jane@example.com']);

const outcome = (answer: ReadMail): string => (answer.status === 'parsed' ? answer.headers.subject : answer.code);

const LARGE = 2_000_000;
/** Takes more than a tenth of a second to read. */
const slow = mail([...ADDRESSED, 'Content-Type: text/html'], '&nbsp;'.repeat(LARGE / 4));

describe('the reader', () => {
  it('answers every message in order, over many batches and children', async () => {
    await using reader = new MimeReader({ children: 2 });
    const subjects = Array.from({ length: 950 }, (_, index) => `message ${index}`);
    const answers = await reader.read(subjects.map((subject) => small(subject)));
    expect(answers.map((answer) => outcome(answer))).toEqual(subjects);
  });

  it('answers nothing with nothing', async () => {
    await using reader = new MimeReader();
    expect(await reader.read([])).toEqual([]);
  });

  it('gives the bytes of attachments back', async () => {
    await using reader = new MimeReader();
    const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const headers = ['Content-Type: image/png', 'Content-Transfer-Encoding: base64'];
    const [answer] = await reader.read([mail([...ADDRESSED, ...headers], content.toString('base64'))]);
    expect(answer).toMatchObject({ attachments: [{ contentType: 'image/png', size: 256, content }] });
  });

  it('rejects only the message that takes too much CPU time, and says so (X15)', async () => {
    const bounds = (bytes: number) => ({ ...boundsFor(bytes), cpuMs: bytes > LARGE / 2 ? 1 : 60_000 });
    await using reader = new MimeReader({ boundsFor: bounds });
    const answers = await reader.read([small('before'), slow, small('after')]);
    expect(answers.map((answer) => outcome(answer))).toEqual(['before', 'mail-mime/cpu', 'after']);
    expect(answers[1]).toMatchObject({ status: 'rejected', reason: expect.stringContaining('CPU time') });
  });

  it('rejects only the message that takes too much memory, and says so (X15)', async () => {
    const bounds = (bytes: number) => ({ cpuMs: 60_000, rssBytes: bytes > LARGE / 2 ? 1 : 1e12 });
    await using reader = new MimeReader({ boundsFor: bounds });
    const answers = await reader.read([small('before'), slow, small('after')]);
    expect(answers.map((answer) => outcome(answer))).toEqual(['before', 'mail-mime/memory', 'after']);
  });

  it('ends its child when there is nothing to read, and starts another when there is', async () => {
    await using reader = new MimeReader({ idleMs: 1 });
    await reader.read([small('first')]);
    await until(() => reader.liveChildren === 0, { what: 'the idle child ended' });
    expect((await reader.read([small('second')])).map((answer) => outcome(answer))).toEqual(['second']);
  });

  it('fails what waits when it is closed, and refuses more', async () => {
    const reader = new MimeReader();
    const reading = reader.read([slow, ...Array.from({ length: 1000 }, () => small('x'))]);
    const [read] = await Promise.allSettled([reading, reader[Symbol.asyncDispose]()]);
    expect(read).toMatchObject({ status: 'rejected', reason: { code: 'mail-mime/closed', retry: 'backoff' } });
    await expect(reader.read([small('x')])).rejects.toMatchObject({ code: 'mail-mime/closed' });
  });
});

describe('a MIME bomb (X15)', () => {
  let reader: MimeReader;
  beforeAll(() => {
    reader = new MimeReader();
  });
  afterAll(() => reader[Symbol.asyncDispose]());

  // The bounds are the child's own: what comes back parsed kept them.
  it.each(BOMBS)('of $what is read or rejected within bounds, and the next message is read', async (bomb) => {
    const [answer, next] = await reader.read([bomb.raw(), small('next')]);
    const came = answer?.status === 'rejected' ? answer.code : answer?.status;
    expect(bomb.expected).toContain(came);
    expect(next === undefined ? '' : outcome(next)).toBe('next');
  });
});
