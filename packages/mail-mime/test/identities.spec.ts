import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseMail } from '../src/parse-mail.ts';

interface IdentityCase {
  /** Mails of one name are one message; of two names, two. */
  readonly of: string;
  readonly note: string;
  readonly hash: string;
  readonly raw: string;
}

const cases: readonly IdentityCase[] = readFileSync(
  new URL('../../../test/corpus/identities.ndjson', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

const hashOf = async (raw: string): Promise<string> => {
  const read = await parseMail(Buffer.from(raw));
  if (read.status === 'rejected') throw new Error(read.reason);
  return read.identityHash;
};

// hash@1 is in the log for ever: these values never change.
describe('hash@1 of a raw message (ING-1)', () => {
  it.each(cases)('$of: $note', async ({ raw, hash }) => {
    expect(await hashOf(raw)).toBe(hash);
  });

  it('is another for each message of the table, and one for all its forms', () => {
    const hashes = Map.groupBy(cases, ({ of }) => of);
    const distinct = [...hashes.values()].map((forms) => new Set(forms.map(({ hash }) => hash)));
    expect(distinct.every((each) => each.size === 1)).toBe(true);
    expect(new Set(cases.map(({ hash }) => hash)).size).toBe(hashes.size);
  });
});

const line = fc.stringMatching(/^[a-zA-Z0-9 ,.=é€日本-]{0,90}$/).map((text) => text.trimEnd());
const HEADERS = [
  'From: jane@example.com',
  'To: joe@example.com',
  'Subject: Offer',
  'Date: Fri, 2 Jan 2026 03:04:05 +0000',
];
const TRACE = [
  'Received: from a by b; Fri, 2 Jan 2026 03:04:06 +0000',
  'X-Mailer: x',
  'Status: RO',
  'DKIM-Signature: v=1; b=AA',
];

const TYPE = 'Content-Type: text/plain; charset=utf-8';
const encodings = {
  '8bit': (text: string) => text,
  base64: (text: string) =>
    (
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n'),
  'quoted-printable': (text: string) =>
    text.replaceAll(/[^\r\n !-<>-~]/gu, (letter) =>
      [...Buffer.from(letter)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    ),
} as const;

describe('hash@1, whatever a server does to a message on its way (ING-1)', () => {
  it('is the same for any order of headers, trace headers, encoding and line ends', async () => {
    const changes = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 8 }),
      headers: fc.shuffledSubarray(HEADERS, { minLength: HEADERS.length }),
      trace: fc.subarray(TRACE),
      encoding: fc.constantFrom('8bit', 'base64', 'quoted-printable' as const),
      lf: fc.boolean(),
      lastLineEnds: fc.nat({ max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(changes, async ({ lines, headers, trace, encoding, lf, lastLineEnds }) => {
        const text = lines.join('\r\n');
        const sent = [...HEADERS, TYPE, '', text].join('\r\n');
        const body = encodings[encoding](text + '\r\n'.repeat(lastLineEnds));
        const stored = [...trace, ...headers, TYPE, `Content-Transfer-Encoding: ${encoding}`, '', body].join('\r\n');
        expect(await hashOf(lf ? stored.replaceAll('\r\n', '\n') : stored)).toBe(await hashOf(sent));
      }),
    );
  });
});
