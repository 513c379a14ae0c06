import { simpleParser, type ParsedMail } from 'mailparser';
import { demoCompany } from '../src/index.ts';

const company = demoCompany({ now: new Date('2026-11-23T00:00:00Z') });
const mailbox = [...company.mailbox];

let all: readonly ParsedMail[] = [];

beforeAll(async () => {
  all = await Promise.all(mailbox.map(({ raw }) => simpleParser(raw)));
});

const parsed = (text: string): Promise<readonly ParsedMail[]> =>
  Promise.all(mailbox.filter(({ raw }) => raw.includes(text)).map(({ raw }) => simpleParser(raw)));

const first = async (text: string): Promise<ParsedMail> => {
  const [mail] = await parsed(text);
  if (mail === undefined) throw new Error(`no mail with ${text}`);
  return mail;
};

const idsOf = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? []);

describe('the mails of the demo company', () => {
  it('leave no mark of the notation unfilled', () => {
    const odd = all.filter(({ text = '' }) => /\{[+\-my]|\[\[|^@ \d/mu.test(text));
    expect(odd.map(({ subject }) => subject)).toEqual([]);
  });

  it('have no character that could not be read or written', () => {
    const odd = all.filter(({ text = '', subject = '' }) => /[\uFFFD〓]/u.test(text + subject));
    expect(odd.map(({ messageId }) => messageId)).toEqual(['<truncated@aalto-cooling.example>']);
  });

  it('name as parent only what is in the mailbox or was bounced', () => {
    const ids = new Set(all.map(({ messageId }) => messageId));
    const lost = all.flatMap(({ references }) => idsOf(references)).filter((id) => !ids.has(id));
    expect(lost).toEqual([]);
  });

  it('answer what was written before', () => {
    const dates = new Map(all.map(({ messageId, date }) => [messageId, date?.getTime() ?? 0]));
    const early = all.filter(
      ({ inReplyTo, date }) => inReplyTo !== undefined && (date?.getTime() ?? 0) < (dates.get(inReplyTo) ?? 0),
    );
    expect(early.map(({ subject, date }) => `${subject} ${date?.toISOString()}`)).toEqual([]);
  });

  it('use CR LF alone as line end', () => {
    const bare = mailbox.filter(({ raw }) => /[^\r]\n|\r[^\n]/u.test(raw.toString('latin1')));
    expect(bare.length).toBe(0);
  });

  it('keep lines within what SMTP carries', () => {
    const long = mailbox.filter(({ raw }) =>
      raw
        .toString('latin1')
        .split('\r\n')
        .some((line) => line.length > 998),
    );
    expect(long.length).toBe(0);
  });

  it('are now and then in ISO-2022-JP and Shift_JIS', async () => {
    const jis = await first('charset=iso-2022-jp');
    const shiftJis = await first('charset=shift_jis');
    expect([jis.text?.includes('伊藤'), shiftJis.text?.includes('菊地')]).toEqual([true, true]);
  });

  it('come from an address that only a Japanese carrier gives', async () => {
    expect((await first('docomo.example')).text).not.toBe('');
  });

  it('show an inline image in the html', async () => {
    const { attachments, html } = await first('multipart/related');
    expect(attachments.some(({ related, contentType }) => related && contentType === 'image/png')).toBe(true);
    expect(html).toContain('<img');
  });

  it('run from right to left in Arabic and Hebrew', async () => {
    const arabic = await first('l.almansoori@alnoor-medical.example');
    const hebrew = await first('noa@galil-fresh.example');
    expect([arabic.html, hebrew.html].map((html) => String(html).includes('dir="rtl"'))).toEqual([true, true]);
  });

  it('attach real documents', () => {
    const magic = new Map(
      all
        .flatMap(({ attachments }) => attachments)
        .map(({ contentType, content }) => [contentType, content.subarray(0, 4).toString('latin1')]),
    );
    expect(magic.get('application/pdf')).toBe('%PDF');
    expect(magic.get('image/png')).toBe('\x89PNG');
    expect(magic.get('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toBe('PK\x03\x04');
  });

  it('hold a bounce, a newsletter, an absence and an invitation', () => {
    const marks = [
      'multipart/report; report-type=delivery-status',
      'List-Unsubscribe: ',
      'Auto-Submitted: auto-replied',
      'method=REQUEST',
    ];
    const found = marks.map((mark) => mailbox.some(({ raw }) => raw.includes(mark)));
    expect(found).toEqual([true, true, true, true]);
  });

  it('hold one mail without Message-ID and one id on different mails', () => {
    const heads = mailbox.map(({ raw }) => raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1'));
    const ids = heads.map((head) => /^Message-ID: (.*)$/mu.exec(head)?.[1]);
    expect(ids.filter((id) => id === undefined).length).toBe(1);
    expect(ids.filter((id) => id === '<visit-1@koelhuis.example>').length).toBe(3);
  });
});
