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

  it('is cut short', () => {
    expect(redact('x'.repeat(100_000)).length).toBeLessThan(300);
  });
});
