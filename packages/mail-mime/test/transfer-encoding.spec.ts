import fc from 'fast-check';
import { decodeQuotedPrintable, isOddBase64, transferEncoding } from '../src/transfer-encoding.ts';

const decoded = (text: string): string => decodeQuotedPrintable(Buffer.from(text, 'latin1')).toString('latin1');

describe('quoted-printable (RFC 2045 §6.7)', () => {
  it.each([
    ['a=3Db', 'a=b'],
    ['a=3db', 'a=b'],
    ['a=\r\nb', 'ab'],
    ['a=\nb', 'ab'],
    ['a= \t\r\nb', 'ab'],
    ['a=', 'a'],
    ['a=zzb', 'a=zzb'],
    ['a=3', 'a=3'],
    ['a  \r\n=3D', 'a\r\n='],
    ['a=20\r\n', 'a \r\n'],
    ['=E3=81=82', '\u00e3\u0081\u0082'],
  ])('%j is %j', (raw, expected) => {
    expect(decoded(raw)).toBe(expected);
  });

  it('gives any bytes back that were written as pairs', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const written = [...bytes].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join('');
        expect(decodeQuotedPrintable(Buffer.from(written))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('takes linear time for blanks that never end (X18)', () => {
    const began = process.cpuUsage();
    decoded(`=${' '.repeat(1000)}x`.repeat(3000));
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2000);
  });
});

describe('base64', () => {
  it.each([
    ['aGVsbG8=\r\n', false],
    ['aGVs\r\nbG8=\n', false],
    ['aGVsbG8=aGVsbG8=', true],
    ['aGVs-G8=', true],
    ['not base64!', true],
  ])('%j is odd: %p', (text, odd) => {
    expect(isOddBase64(Buffer.from(text))).toBe(odd);
  });
});

describe('the transfer encoding', () => {
  it.each([
    [' BASE64 ', 'base64'],
    ['Quoted-Printable (comment)', 'quoted-printable'],
    ['8bit', 'none'],
    [undefined, 'none'],
    ['x-uuencode', 'unknown'],
  ])('%j is %s', (raw, expected) => {
    expect(transferEncoding(raw)).toBe(expected);
  });
});
