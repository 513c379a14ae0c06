import { ADDRESSED, mail } from './build-mail.ts';

export interface Bomb {
  readonly what: string;
  readonly raw: () => Buffer;
  /** The status or code that it may have; several where bounds of time decide, which machines reach at different sizes. */
  readonly expected: readonly string[];
}

const html = (body: string): Buffer => mail([...ADDRESSED, 'Content-Type: text/html'], body);
const mixed = 'Content-Type: multipart/mixed; boundary=b';

function nested(depth: number): Buffer {
  const levels = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`,
  );
  return mail(ADDRESSED.concat(levels.join('')), 'Hello');
}

const WITHIN_BOUNDS = ['parsed', 'mail-mime/cpu', 'mail-mime/memory'];

/** The bombs that faults.md names under X15, and what broke other readers. */
export const BOMBS: readonly Bomb[] = [
  { what: '20,000 nested multiparts', raw: () => nested(20_000), expected: ['mail-mime/too-deep'] },
  {
    what: '20,000 multiparts with one boundary',
    raw: () => mail([...ADDRESSED, mixed], `--b\n${mixed}\n\n`.repeat(20_000)),
    expected: ['mail-mime/too-many-parts'],
  },
  {
    what: '100,000 parts',
    raw: () => mail([...ADDRESSED, mixed], `${'--b\n\nx\n'.repeat(100_000)}--b--\n`),
    expected: ['mail-mime/too-many-parts'],
  },
  {
    what: 'a header of 10 MB',
    raw: () => mail([...ADDRESSED, `X-Big: ${'a'.repeat(10_000_000)}`]),
    expected: ['mail-mime/header-too-long'],
  },
  {
    what: '50,000 recipients',
    raw: () =>
      mail([...ADDRESSED, `Cc: ${Array.from({ length: 50_000 }, (_, n) => `u${n}@example.com`).join(',\n ')}`]),
    expected: ['parsed'],
  },
  { what: '200,000 nested div', raw: () => html('<div>'.repeat(200_000)), expected: ['parsed'] },
  { what: 'a line of 20 MB', raw: () => mail(ADDRESSED, 'a'.repeat(20_000_000)), expected: ['parsed'] },
  {
    what: '200,000 encoded words',
    raw: () => mail([`Subject: ${'=?utf-8?q?a?= '.repeat(200_000)}`]),
    expected: ['parsed'],
  },
  {
    what: '500,000 header lines',
    raw: () => mail([...ADDRESSED, ...Array.from({ length: 500_000 }, () => 'X: y')]),
    expected: ['parsed'],
  },
  {
    what: '300,000 continued parameters',
    raw: () => mail([...ADDRESSED, `Content-Type: text/plain;${' a*1*=x;'.repeat(300_000)}`]),
    expected: ['parsed'],
  },
  { what: 'a million character references', raw: () => html('&nbsp;'.repeat(1_000_000)), expected: WITHIN_BOUNDS },
  {
    what: 'a million pieces of base64, padded each',
    raw: () => mail([...ADDRESSED, 'Content-Transfer-Encoding: base64'], 'AAAA====\n'.repeat(1_000_000)),
    expected: WITHIN_BOUNDS,
  },
];
