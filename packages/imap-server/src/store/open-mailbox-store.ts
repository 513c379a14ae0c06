import type { Clock } from '@mailfold/kernel';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compactJournal } from './compact-journal.ts';
import { FolderTree } from './folder-tree.ts';
import { gmailConsequences } from './gmail-rules.ts';
import { JournalFile } from './journal-file.ts';
import { memoryJournal } from './journal.ts';
import { MailboxStore } from './mailbox-store.ts';
import { memoryMessageFiles } from './memory-message-files.ts';
import { MessageDirectory } from './message-directory.ts';
import { recoverJournal } from './recover-journal.ts';
import type { TransactionParts } from './transactions.ts';
import { Transactions } from './transactions.ts';

export interface StorePlace {
  readonly login: string;
  /** Where the user's mail is kept; in memory when left out. */
  readonly directory?: string | undefined;
  /** Folders are labels. */
  readonly isGmail: boolean;
  readonly clock: Clock;
}

// Rewriting the journal is worth it when most of it has been overtaken.
const LINES_WORTH_COMPACTING = 1000;

/**
 * Opens a user's mail as it was left, also by `kill -9`.
 * @throws MailfoldError imap-server/journal-damaged
 */
export function openMailboxStore(place: StorePlace): MailboxStore {
  const consequences = place.isGmail ? gmailConsequences : undefined;
  const parts =
    place.directory === undefined
      ? { tree: new FolderTree(), files: memoryMessageFiles(), journal: memoryJournal }
      : recover(place.directory);
  return new MailboxStore(place.login, new Transactions({ ...parts, consequences }), place.clock);
}

function recover(directory: string): TransactionParts {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const journal = join(directory, 'journal.ndjson');
  const recovered = recoverJournal(journal);
  const tree = new FolderTree();
  for (const record of recovered.records) tree.apply(record);
  const messages = tree.folders
    .values()
    .toArray()
    .flatMap((folder) => folder.messages);
  if (recovered.lines > LINES_WORTH_COMPACTING + 2 * messages.length) compactJournal(journal, tree);
  const files = new MessageDirectory(join(directory, 'messages'));
  for (const message of messages) files.hold(message.digest);
  return { tree, files, journal: new JournalFile(journal) };
}
