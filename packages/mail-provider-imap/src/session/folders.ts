import type { ProviderFolder } from '@mailfold/mail-provider';
import type { ListResponse, StatusObject } from 'imapflow';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { epochOf } from './epoch.ts';
import { roleOf } from './roles.ts';

const STATUS = { messages: true, unseen: true, uidNext: true, uidValidity: true, highestModseq: true };

/** Folders whose state need not be asked for again where that is a command for each. */
export type Keep = ReadonlyMap<string, ProviderFolder>;

/** LIST with STATUS: in one command where the server has LIST-STATUS (RFC 5819). */
export async function listFolders(connection: Connection, keep: Keep = new Map()): Promise<ProviderFolder[]> {
  const { client } = connection;
  try {
    // STATUS of the selected folder is of this session's view, which no LIST brings up to date (RFC 9051 §6.3.11; Dovecot 2.3).
    if (client.mailbox !== false) await client.noop();
    const listed = await client.list(client.capabilities.has('LIST-STATUS') ? { statusQuery: STATUS } : {});
    const folders: ProviderFolder[] = [];
    for (const entry of listed) folders.push(await describe(connection, entry, keep));
    return folders;
  } catch (error) {
    throw commandError(connection, error, 'folders could not be listed');
  }
}

async function describe(connection: Connection, entry: ListResponse, keep: Keep): Promise<ProviderFolder> {
  const about = {
    path: entry.path,
    ...(entry.delimiter ? { delimiter: entry.delimiter } : {}),
    role: roleOf(entry.specialUse),
  };
  if (!isSelectable(entry)) return { ...about, ...UNKNOWN, selectable: false };
  const kept = entry.status === undefined ? keep.get(entry.path) : undefined;
  if (kept !== undefined) return { ...kept, ...about };
  const status = await statusOf(connection, entry);
  if (typeof status === 'string') return { ...about, ...UNKNOWN, selectable: true, problem: status };
  return { ...about, ...countsIn(connection, status), selectable: true };
}

const UNKNOWN = { epoch: 0, messages: 0, unseen: 0, uidNext: 0 };

function countsIn({ client }: Connection, status: StatusObject) {
  const modseq = client.enabled.has('CONDSTORE') ? status.highestModseq : undefined;
  return {
    epoch: epochOf(status.uidValidity),
    messages: status.messages ?? 0,
    unseen: status.unseen ?? 0,
    uidNext: status.uidNext ?? 0,
    ...(modseq === undefined ? {} : { modseq: modseq.toString() }),
  };
}

const isSelectable = ({ flags }: ListResponse): boolean =>
  ![...flags].some((flag) => /^\\(noselect|nonexistent)$/i.test(flag));

/** What the server said instead, of a folder that may be listed but not read: it must not seem to be empty, or gone. */
async function statusOf(connection: Connection, { path, status }: ListResponse): Promise<StatusObject | string> {
  if (status !== undefined && !('error' in status)) return status;
  const again = await connection.client.status(path, STATUS).catch(() => false as const);
  if (again !== false) return again;
  const problem = commandError(connection, undefined, 'the state of a folder could not be read');
  if (problem.code === 'mail-provider/throttled' || problem.code === 'mail-provider/unreachable') throw problem;
  return problem.message;
}
