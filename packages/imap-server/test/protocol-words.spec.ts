import fc from 'fast-check';
import { matcher } from '../src/list/folder-pattern.ts';
import { formatDateTime, parseDateTime } from '../src/protocol/date-time.ts';
import { decodeMailboxName, encodeMailboxName } from '../src/protocol/mailbox-name.ts';
import { formatNumbers, numbersIn } from '../src/protocol/number-ranges.ts';
import { membersIn, parseSequenceSet } from '../src/protocol/sequence-set.ts';

describe('mailbox names', () => {
  it.each([
    ['INBOX', 'INBOX'],
    ['Tom & Jerry', 'Tom &- Jerry'],
    // The examples of RFC 3501 §5.1.3.
    ['~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'],
    ['\u263a!', '&Jjo-!'],
  ])('%s goes over the wire as %s', (path, wire) => {
    expect([encodeMailboxName(path), decodeMailboxName(wire)]).toEqual([wire, path]);
  });

  it('any name comes back as it went', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (path) => {
        expect(decodeMailboxName(encodeMailboxName(path))).toBe(path);
      }),
    );
  });
});

describe('sequence sets', () => {
  it.each([
    [
      '1,3:5',
      [
        [1, 1],
        [3, 5],
      ],
    ],
    ['5:3', [[3, 5]]],
    ['*', [[9, 9]]],
    ['12:*', [[9, 12]]],
    ['1:3,2:5,6', [[1, 6]]],
  ])('%s means %j where the last is 9', (text, expected) => {
    expect(parseSequenceSet(text, 9)).toEqual(expected);
  });

  it('any set of numbers comes back as it went', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (numbers) => {
        const sorted = numbers.toSorted((a, b) => a - b);
        const ranges = parseSequenceSet(formatNumbers(numbers), 60);
        expect([...numbersIn(ranges)]).toEqual(sorted);
        expect([...membersIn(sorted, ranges)]).toEqual(sorted);
      }),
    );
  });

  it('costs what is found, not what the range spans', () => {
    expect([...membersIn([5, 4_000_000_000], parseSequenceSet('1:4294967295', 1))]).toEqual([5, 4_000_000_000]);
  });
});

describe('dates', () => {
  it.each(['17-Jul-1996 02:44:25 +0000', ' 1-Jan-2030 00:00:00 +0000'])('%s comes back as it went', (text) => {
    expect(formatDateTime(parseDateTime(text))).toBe(text);
  });

  it('counts zones', () => {
    expect(parseDateTime('17-Jul-1996 02:44:25 -0700')).toBe(Date.UTC(1996, 6, 17, 9, 44, 25));
  });
});

describe('folder patterns', () => {
  it.each([
    ['*', 'a/b', true],
    ['%', 'a', true],
    ['%', 'a/b', false],
    ['a/%', 'a/b', true],
    ['a*c', 'a/b/c', true],
    ['inbox', 'INBOX', true],
    ['', 'a', false],
    ['a%', 'ab/c', false],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(matcher([pattern], '/')(path)).toBe(expected);
  });

  it('X18 takes time in proportion, whatever the pattern', () => {
    const started = process.cpuUsage();
    expect(matcher(['%*'.repeat(500)], '/')(`${'a'.repeat(500)}/`)).toBe(true);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1000);
  });
});
