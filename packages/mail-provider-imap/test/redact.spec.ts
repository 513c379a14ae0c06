import { redactFor } from '../src/redact.ts';

const redact = redactFor({ kind: 'password', login: 'ann', password: 's3cret!' });

describe('what a server said', () => {
  it.each([
    ['Invalid credentials for bob@example.com', 'Invalid credentials for …'],
    ['user <bob@example.com>: no', 'user <…>: no'],
    ['ann may not use s3cret!', '… may not use …'],
    ['line one\r\nline two\u0000', 'line one line two'],
    ['見つかりません ボブ@例え.jp', '見つかりません …'],
  ])('%j becomes %j', (said, shown) => {
    expect(redact(said)).toBe(shown);
  });

  const plain = Buffer.from('\0ann\0s3cret!').toString('base64');
  it.each([
    ['the command of RFC 4616 in base64', `bad: A1 AUTHENTICATE PLAIN ${plain}`],
    ['the same, cut in the middle', `bad: PLAIN ${plain.slice(0, 14)}`],
    ['the same in the other base64', `bad: ${Buffer.from('?~\0ann\0s3cret!').toString('base64url')}`],
    ['hex', `bad: ${Buffer.from('s3cret!').toString('hex')}`],
    ['a URL', 'bad: ?password=s3cret%21&x=1'],
  ])('never shows what we sent, also as %s (X21)', (_form, said) => {
    expect(redact(said)).toMatch(/^bad: .*…/);
    expect(redact(said)).not.toMatch(/[\w+/%]{13,}/);
  });

  it('never shows a password that IMAP quotes (X21)', () => {
    const quoting = redactFor({ kind: 'password', login: 'ann', password: 'a"b\\c' });
    expect(quoting('BAD LOGIN "ann" "a\\"b\\\\c"')).toBe('BAD LOGIN "…" "…"');
  });

  it('shows the ids and words that help whoever asks the provider', () => {
    const said = 'Temporary error, id j9-20020a05600c1c0900b003f42f5c8a12sm1234567wms.12';
    expect(redact(said)).toBe(said);
  });

  it('is cut short', () => {
    expect(redact('x'.repeat(100_000)).length).toBeLessThan(300);
  });
});
