import { mailProviderError, type OpenFolder } from '@mailfold/mail-provider';
import type { MailboxObject } from 'imapflow';
import { detailsOf, nameOf } from '../connect/place.ts';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { epochOf } from './epoch.ts';

/** INBOX is INBOX in any case (RFC 3501 §5.1); other names are as `folders` lists them. */
export const folderPath = (path: string): string => (path.toUpperCase() === 'INBOX' ? 'INBOX' : path);

/** Selects the folder anew, so that the counts are of now. */
export async function openFolder(connection: Connection, path: string): Promise<OpenFolder> {
  refuseControls(connection, path);
  try {
    return describe(connection, await connection.client.mailboxOpen(folderPath(path)));
  } catch (error) {
    throw commandError(connection, error, 'a folder could not be opened');
  }
}

/** Selects the folder unless it is selected, and makes sure that its UIDs are those that the caller knows. */
export async function ensureOpen(connection: Connection, path: string, epoch?: number): Promise<OpenFolder> {
  const open = selected(connection, path) ?? (await openFolder(connection, path));
  if (epoch !== undefined && open.epoch !== epoch) throw cursorLost(connection, epoch, open.epoch);
  return open;
}

function selected(connection: Connection, path: string): OpenFolder | undefined {
  const { mailbox } = connection.client;
  return mailbox !== false && mailbox.path === folderPath(path) ? describe(connection, mailbox) : undefined;
}

function describe({ client }: Connection, mailbox: MailboxObject): OpenFolder {
  const { path, exists, uidNext, uidValidity, highestModseq, noModseq } = mailbox;
  const modseq = client.enabled.has('CONDSTORE') && noModseq !== true ? highestModseq : undefined;
  return {
    path,
    epoch: epochOf(uidValidity),
    messages: exists,
    uidNext: uidNext ?? 0,
    ...(modseq === undefined ? {} : { modseq: modseq.toString() }),
  };
}

export const cursorLost = ({ place }: Connection, known: number, now: number) =>
  mailProviderError(
    'cursor-lost',
    `${nameOf(place)}: the folder has another UIDVALIDITY (${now}, known was ${known}): its UIDs have to be read again.`,
    { details: { ...detailsOf(place, 'uidvalidity'), known, now } },
  );

/** X9: nothing in a folder name may end a command line. */
export function refuseControls({ place }: Connection, path: string): void {
  if (!/\p{Cc}/u.test(path)) return;
  throw mailProviderError('rejected', `${nameOf(place)}: a folder name with control characters is refused.`, {
    retry: 'never',
    details: detailsOf(place, 'folder-name'),
  });
}
