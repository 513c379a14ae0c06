import type { Corpus } from '../journeys/mail/corpus.ts';
import { writeMail } from '../journeys/mail/write-mail.ts';
import type { Oracle, Upload } from '../journeys/oracle/oracle.ts';

/** Folders of the story, by what they are for; a server's own delimiter stands between the parts of a path. */
export const foldersOf = (delimiter: string) =>
  ({
    inbox: 'INBOX',
    nested: ['Kunden', 'Zürich & Bern'].join(delimiter),
    foreign: '商談',
    quoted: `O'Brien (VIP)`,
    odd: 'Lists',
    empty: 'Leer',
    /** Made and removed while the engine looks on. */
    fresh: ['Kunden', 'Süd'].join(delimiter),
    renamed: ['Kunden', 'Nord'].join(delimiter),
    epoch: 'Epoch',
  }) as const;

export type Folders = ReturnType<typeof foldersOf>;

const FIRST = Date.UTC(2024, 0, 1);
const HOUR_MS = 3_600_000;
const FLAGS: readonly (readonly string[])[] = [[], [String.raw`\Seen`], [String.raw`\Seen`, String.raw`\Flagged`]];

/** Names by which facts find the mails again. */
export const SPECIAL = { copies: 'three copies', noId: 'no message id', sameId: 'one id, two bodies' } as const;

const letter = (subject: string, id: string, text = subject): Buffer =>
  Buffer.from(writeMail({ from: 'Bob <bob@harbour.example>', to: 'ann@example.com', subject, text, id }));

const withoutId = (raw: Buffer): Buffer => Buffer.from(raw.toString().replace(/^Message-ID: .*\r\n/m, ''));

/** 300 mails that nobody here wrote, and those that identity is about. */
const mailsOf = (folders: Folders, { usual, odd }: Corpus): ReadonlyMap<string, readonly Buffer[]> => {
  const copies = letter(SPECIAL.copies, 'copies');
  return new Map([
    [
      folders.inbox,
      [
        ...usual.slice(0, 120),
        ...odd.slice(0, 20),
        copies,
        withoutId(letter(SPECIAL.noId, 'none')),
        letter(SPECIAL.sameId, 'same', 'one body'),
        letter(SPECIAL.sameId, 'same', 'another body'),
      ],
    ],
    [folders.nested, [...usual.slice(110, 160), copies]],
    [folders.foreign, [...usual.slice(160, 200), copies]],
    [folders.quoted, usual.slice(200, 220)],
    [folders.odd, [...odd.slice(20, 70), ...usual.slice(0, 10)]],
    [folders.empty, []],
    [folders.epoch, usual.slice(220, 230)],
  ]);
};

/** Fills the mailbox, as any client would. @returns how many mails the server took, and what it said of those it did not */
export const fillMailbox = async (login: () => Promise<Oracle>, folders: Folders, corpus: Corpus) => {
  let oracle = await login();
  const there = new Set(await oracle.folders());
  const refused: string[] = [];
  let taken = 0;
  for (const [folder, mails] of mailsOf(folders, corpus)) {
    if (!there.has(folder)) await oracle.change('CREATE', folder);
    for (const [nth, raw] of mails.entries()) {
      try {
        await oracle.append(folder, asUpload(raw, nth));
        taken += 1;
      } catch (error) {
        refused.push(String(error));
        oracle[Symbol.dispose]();
        oracle = await login(); // some hang up on what they do not like
      }
    }
  }
  oracle[Symbol.dispose]();
  return { taken, refused };
};

const asUpload = (raw: Buffer, nth: number): Upload => ({
  // RFC 9051 §2.3.1: mail has CRLF on the wire; files do not.
  raw: Buffer.from(raw.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1'),
  receivedAt: new Date(FIRST + nth * HOUR_MS),
  flags: FLAGS[nth % FLAGS.length] ?? [],
});
