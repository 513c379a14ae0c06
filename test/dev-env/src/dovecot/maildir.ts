import { chownSync, existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type MaildirMessage = {
  readonly raw: string | Uint8Array;
  /** INTERNALDATE; the time of appending when absent. */
  readonly internalDate?: Date;
  /** System flags without the backslash: `Seen`, `Answered`, `Flagged`, `Draft`, `Deleted`. */
  readonly flags?: readonly MaildirFlag[];
};

export type MaildirFlag = keyof typeof LETTERS;

const LETTERS = { Draft: 'D', Flagged: 'F', Answered: 'R', Seen: 'S', Deleted: 'T' } as const;

type Owner = { readonly uid: number; readonly gid: number };

/**
 * Writes mails as files into a Maildir++ folder, which the server finds at its next look. Far faster than any protocol.
 * UIDs follow the order given.
 * @param folder `INBOX`, or a folder's path with `/`
 * @returns how many were written
 */
export async function appendToMaildir(
  maildir: string,
  folder: string,
  owner: Owner,
  messages: Iterable<MaildirMessage> | AsyncIterable<MaildirMessage>,
): Promise<number> {
  const path = folder === 'INBOX' ? maildir : join(maildir, `.${folder.replaceAll('/', '.')}`);
  if (folder !== 'INBOX') makeMaildir(maildir, owner);
  makeMaildir(path, owner);
  let next = readdirSync(join(path, 'cur')).length;
  const first = next;
  for await (const message of messages) {
    writeMessage(join(path, 'cur', fileName(next, message.flags ?? [])), message, owner);
    next += 1;
  }
  return next - first;
}

function makeMaildir(path: string, owner: Owner): void {
  for (const part of ['', 'cur', 'new', 'tmp']) {
    const folder = join(path, part);
    if (existsSync(folder)) continue;
    mkdirSync(folder, { recursive: true });
    chownSync(folder, owner.uid, owner.gid);
  }
}

/** Dovecot gives UIDs in the order of the time in the name, then of the name. Flags are in ASCII order. */
function fileName(number: number, flags: readonly MaildirFlag[]): string {
  const letters = flags.map((flag) => LETTERS[flag]).toSorted();
  const seconds = 1_000_000_000 + number;
  return `${seconds}.M${process.pid}P${number}.test:2,${letters.join('')}`;
}

function writeMessage(path: string, { raw, internalDate }: MaildirMessage, owner: Owner): void {
  writeFileSync(path, raw);
  if (internalDate !== undefined) utimesSync(path, internalDate, internalDate);
  chownSync(path, owner.uid, owner.gid);
}
