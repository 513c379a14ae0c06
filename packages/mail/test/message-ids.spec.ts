import { messageIds, normaliseMessageId } from '@mailfold/mail';

describe('message ids', () => {
  it.each([
    ['<a@b> <c@d>', ['a@b', 'c@d']],
    ['<a@b>\r\n <c@d>'.replace('\r\n', ''), ['a@b', 'c@d']],
    ['Your message of "Mon, 1 Jan" <a@b> (by phone)', ['a@b']],
    ['a@b c@d', ['a@b', 'c@d']],
    ['see my last mail', []],
    ['<<a@b>>', ['a@b']],
    ['<a@b> <a@b>', ['a@b']],
    ['<a @b>', ['a@b']],
    ['<a@b', []],
    ['', []],
  ])('of %j are %j', (raw, expected) => {
    expect(messageIds(raw)).toEqual(expected);
  });

  it('keep their case', () => {
    expect(normaliseMessageId('<AbC@Example.com>')).toBe('AbC@Example.com');
  });

  it('need no @ when the header is one word', () => {
    expect(normaliseMessageId('abc')).toBe('abc');
  });

  it.each([['<a\r\nb@c>'], ['<a\u0000@c>'], [`<${'a'.repeat(999)}@b>`]])('refuse %j (X9)', (raw) => {
    expect(normaliseMessageId(raw)).toBeUndefined();
  });

  it('are found in linear time and bounded in number', () => {
    const began = process.cpuUsage();
    expect(messageIds('<a@b> '.repeat(200_000))).toHaveLength(1);
    expect(messageIds('<'.repeat(1_000_000))).toHaveLength(0);
    expect(messageIds(`${'<'.repeat(500_000)}>`.repeat(2))).toHaveLength(0);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2000);
  });
});
