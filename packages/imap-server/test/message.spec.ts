import { wireBodyStructure } from '../src/message/body-structure.ts';
import { decodeWords } from '../src/message/encoded-words.ts';
import { wireEnvelope } from '../src/message/envelope.ts';
import { headerFields } from '../src/message/header-fields.ts';
import { mimeTree } from '../src/message/mime-part.ts';
import type { Section } from '../src/message/section.ts';
import { sectionOf } from '../src/message/section.ts';
import { addressList } from '../src/message/address-list.ts';

const lines = (...all: readonly string[]): Buffer => Buffer.from(all.join('\r\n'), 'latin1');

const nested = lines(
  'From: a@example.com',
  'Content-Type: multipart/mixed; boundary="outer"',
  '',
  'preamble',
  '--outer',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'text',
  '--outer',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  '',
  'plain',
  '--inner',
  'Content-Type: text/html',
  'Content-Disposition: inline; filename="a b.html"',
  '',
  '<p>',
  '--inner--',
  '--outer--',
  'epilogue',
);

const section = (path: readonly number[], what: Section['what'] = '', ...fields: readonly string[]) =>
  sectionOf(nested, { path, what, fields })?.toString('latin1');

describe('sections', () => {
  it.each([
    [[1], '', 'text'],
    [[1], 'MIME', 'Content-Type: text/plain; charset=utf-8\r\n\r\n'],
    [[2, 1], '', 'plain'],
    [[2, 2], '', '<p>'],
    [[2], 'HEADER.FIELDS', 'Subject: inner\r\n\r\n'],
    [[], 'HEADER.FIELDS', '\r\n'],
    [[3], '', undefined],
    [[1, 1], '', undefined],
    [[1], 'HEADER', undefined],
  ] as const)('%j %s', (path, what, expected) => {
    expect(section(path, what, 'subject')).toBe(expected);
  });

  it('a message that is no multipart has one part', () => {
    const raw = lines('Subject: x', '', 'body');
    expect(sectionOf(raw, { path: [1], what: '', fields: [] })?.toString()).toBe('body');
    expect(sectionOf(raw, { path: [1, 1], what: '', fields: [] })).toBeUndefined();
  });
});

describe('BODYSTRUCTURE', () => {
  it('tells the tree', () => {
    expect(wireBodyStructure(nested, mimeTree(nested), false)).toBe(
      '(("TEXT" "PLAIN" ("charset" "utf-8") NIL NIL "7BIT" 4 0)' +
        '("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 189 (NIL "inner" NIL NIL NIL NIL NIL NIL NIL NIL) ' +
        '(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 0)("TEXT" "HTML" NIL NIL NIL "7BIT" 3 0) "ALTERNATIVE") 11) "MIXED")',
    );
  });

  it('X15 stays bounded for thousands of nested multiparts', () => {
    const bomb = Array.from(
      { length: 20_000 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    );
    const raw = Buffer.from(bomb.join(''));
    const started = process.cpuUsage();
    expect(wireBodyStructure(raw, mimeTree(raw), true).length).toBeLessThan(10_000);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2000);
  });
});

describe('ENVELOPE', () => {
  it.each([
    ['a@b', [{ mailbox: 'a', host: 'b' }]],
    [
      '"Doe, J." <j@x>, k@y',
      [
        { name: 'Doe, J.', mailbox: 'j', host: 'x' },
        { mailbox: 'k', host: 'y' },
      ],
    ],
    ['j@x (Jane)', [{ name: 'Jane', mailbox: 'j', host: 'x' }]],
    ['team: a@b, c@d;', [{ mailbox: 'team' }, { mailbox: 'a', host: 'b' }, { mailbox: 'c', host: 'd' }, {}]],
    ['undisclosed-recipients:;', [{ mailbox: 'undisclosed-recipients' }, {}]],
    ['..dots..@docomo.ne.jp', [{ mailbox: '..dots..', host: 'docomo.ne.jp' }]],
    ['nonsense', [{ mailbox: 'nonsense', host: '' }]],
    [',, ,', []],
  ])('reads %s', (value, expected) => {
    expect(addressList(value)).toEqual(expected);
  });

  it('folds lines, falls back to From, and keeps bytes above ASCII in a literal', () => {
    const raw = lines('From: A <a@b>', 'Subject: one', ' two', 'Message-ID: <\u00e9@x>', '', '');
    expect(wireEnvelope(headerFields(raw))).toBe(
      '(NIL "one two" (("A" NIL "a" "b")) (("A" NIL "a" "b")) (("A" NIL "a" "b")) NIL NIL NIL NIL {5}\r\n<\u00e9@x>)',
    );
  });

  it('X18 reads a hostile address field in time', () => {
    const started = process.cpuUsage();
    addressList('"'.repeat(50_000) + '('.repeat(50_000) + '<'.repeat(50_000));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2000);
  });
});

describe('encoded words', () => {
  it.each([
    ['=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Gr\u00fc\u00dfe'],
    ['=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?= =?utf-8?b?44GC?=', '\u65e5\u672c\u3042'],
    ['=?nope?Q?x?=', '=?nope?Q?x?='],
  ])('%s', (text, expected) => {
    expect(decodeWords(text)).toBe(expected);
  });
});
