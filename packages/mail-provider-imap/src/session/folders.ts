import type { ProviderFolder } from '@mailfold/mail-provider';
import type { ListResponse, StatusObject } from 'imapflow';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { epochOf } from './epoch.ts';
import { roleOf } from './roles.ts';

const STATUS = { messages: true, unseen: true, uidNext: true, uidValidity: true, highestModseq: true };

/** LIST with STATUS: in one command where the server has LIST-STATUS (RFC 5819). */
export async function listFolders(connection: Connection): Promise<ProviderFolder[]> {
  try {
    // STATUS of the selected folder is of this session's view, which no LIST brings up to date (RFC 9051 §6.3.11; Dovecot 2.3).
    if (connection.client.mailbox !== false) await connection.client.noop();
    const listed = await connection.client.list({ statusQuery: STATUS });
    const folders: ProviderFolder[] = [];
    for (const entry of listed) folders.push(await describe(connection, entry));
    return folders;
  } catch (error) {
    throw commandError(connection, error, 'folders could not be listed');
  }
}

async function describe(connection: Connection, entry: ListResponse): Promise<ProviderFolder> {
  const status = isSelectable(entry) ? await statusOf(connection, entry) : undefined;
  const modseq = connection.client.enabled.has('CONDSTORE') ? status?.highestModseq : undefined;
  return {
    path: entry.path,
    ...(entry.delimiter ? { delimiter: entry.delimiter } : {}),
    role: roleOf(entry.specialUse),
    selectable: status !== undefined,
    epoch: epochOf(status?.uidValidity),
    messages: status?.messages ?? 0,
    unseen: status?.unseen ?? 0,
    uidNext: status?.uidNext ?? 0,
    ...(modseq === undefined ? {} : { modseq: modseq.toString() }),
  };
}

const isSelectable = ({ flags }: ListResponse): boolean =>
  ![...flags].some((flag) => /^\\(noselect|nonexistent)$/i.test(flag));

/** Undefined for a folder that may be listed but not read. */
async function statusOf(connection: Connection, { path, status }: ListResponse): Promise<StatusObject | undefined> {
  if (status !== undefined && !('error' in status)) return status;
  const again = await connection.client.status(path, STATUS).catch(() => false as const);
  if (again !== false) return again;
  const problem = commandError(connection, undefined, 'the state of a folder could not be read');
  // A folder that cannot be looked at now must not seem to be empty or renumbered.
  if (problem.code === 'mail-provider/throttled' || problem.code === 'mail-provider/unreachable') throw problem;
  return undefined;
}
