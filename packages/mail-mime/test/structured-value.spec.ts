import { attachmentName } from '../src/attachment-name.ts';
import { parseStructured } from '../src/structured-value.ts';

const parsed = (text: string): readonly [string, Record<string, string>] => {
  const { value, params } = parseStructured(text, new Set());
  return [value, Object.fromEntries(params)];
};

describe('a value with parameters', () => {
  it.each([
    ['Text/Plain; Charset="UTF-8"', 'text/plain', { charset: 'UTF-8' }],
    ['text/plain', 'text/plain', {}],
    ['text/plain;', 'text/plain', {}],
    ['multipart/mixed; boundary="a;b"; x=y', 'multipart/mixed', { boundary: 'a;b', x: 'y' }],
    ['multipart/mixed; boundary=b (comment)', 'multipart/mixed', { boundary: 'b' }],
    ['attachment; filename="a\\"b.txt"', 'attachment', { filename: 'a"b.txt' }],
    ["attachment; filename*=utf-8''%E8%A6%8B%E7%A9%8D.pdf", 'attachment', { filename: '見積.pdf' }],
    [
      "attachment; filename*0*=iso-2022-jp''%1B%24B8%2B; filename*1*=%40Q%1B%28B; filename*2=.pdf",
      'attachment',
      { filename: '見積.pdf' },
    ],
    ['attachment; filename="=?utf-8?B?6KaL56mNLnBkZg==?="', 'attachment', { filename: '見積.pdf' }],
    ['attachment; filename=a; filename=b', 'attachment', { filename: 'a' }],
    ['attachment; filename*1=b; filename*0=a', 'attachment', { filename: 'ab' }],
    ['', '', {}],
  ])('%s', (text, value, params) => {
    expect(parsed(text)).toEqual([value, params]);
  });
});

describe('the name of an attachment', () => {
  it.each([
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['a\r\nb.txt', 'a b.txt'],
    ['C:\\x\\y.doc', 'C:_x_y.doc'],
    ['..', undefined],
    ['', undefined],
    [undefined, undefined],
    [`${'a'.repeat(500)}.pdf`, `${'a'.repeat(196)}.pdf`],
  ])('%j is %j (X9)', (raw, expected) => {
    expect(attachmentName(raw)).toBe(expected);
  });
});
