import { simpleParser } from 'mailparser';
import { demoCompany, liveMail } from '../src/index.ts';

const now = new Date('2026-11-23T10:20:30.400Z');
const many = Array.from({ length: 300 }, (_, n) => liveMail(n, now));

describe('live mail', () => {
  it('is the same for the same number and moment', () => {
    expect(liveMail(42, now).raw.equals(liveMail(42, now).raw)).toBe(true);
  });

  it('never uses a Message-ID twice', () => {
    expect(new Set(many.map(({ messageId }) => messageId)).size).toBe(many.length);
  });

  it('never shares a Message-ID with the mailbox', () => {
    const mailbox = Buffer.concat([...demoCompany({ now }).mailbox].map(({ raw }) => raw));
    expect(many.filter(({ messageId }) => mailbox.includes(`Message-ID: ${messageId}`))).toEqual([]);
  });

  it('comes in now, unread, into the inbox', () => {
    const [first] = many;
    expect(first).toMatchObject({
      folder: 'INBOX',
      flags: [],
      internalDate: new Date('2026-11-23T10:20:30Z'),
    });
  });

  it('answers a mail that is in the mailbox', async () => {
    const { inReplyTo } = await simpleParser(liveMail(0, now).raw);
    const mailbox = [...demoCompany({ now }).mailbox];
    expect(mailbox.some(({ raw }) => raw.includes(`Message-ID: ${String(inReplyTo)}`))).toBe(true);
  });

  it('quotes the mailbox as it was rendered, whatever day it is now', () => {
    const later = liveMail(0, new Date('2026-12-24T09:00:00Z'), now).raw.toString();
    expect(later).toContain('Sent: Thursday, November 19, 2026');
  });

  it('starts conversations besides answering', async () => {
    const roots = await Promise.all(many.slice(0, 8).map(({ raw }) => simpleParser(raw)));
    expect(roots.map(({ inReplyTo }) => inReplyTo !== undefined)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});
