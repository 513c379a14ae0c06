import { MailfoldError, messageOf } from '@mailfold/kernel';
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import type { FolderRecord } from './folder-record.ts';

export interface RecoveredJournal {
  readonly records: readonly FolderRecord[];
  readonly lines: number;
}

/**
 * Reads a journal and cuts off a torn last line: its transaction was never acknowledged.
 * @throws MailfoldError imap-server/journal-damaged when any other line cannot be read
 */
export function recoverJournal(path: string): RecoveredJournal {
  if (!existsSync(path)) return { records: [], lines: 0 };
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  const lines = bytes.toString('utf8', 0, whole).split('\n').slice(0, -1);
  const records = lines.flatMap((line, index) => parseLine(line, path, index + 1));
  return { records, lines: lines.length };
}

function parseLine(line: string, path: string, number: number): readonly FolderRecord[] {
  try {
    // Only this package writes the file, and a line is written whole or cut off above.
    return JSON.parse(line) as readonly FolderRecord[];
  } catch (error) {
    throw new MailfoldError({
      code: 'imap-server/journal-damaged',
      message: `Reading the journal ${path}: line ${number} is damaged (${messageOf(error)}). Restore the file from a backup, or delete the data directory to begin anew.`,
      cause: error,
    });
  }
}
