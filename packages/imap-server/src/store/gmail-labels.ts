import { encodeMailboxName } from '../protocol/mailbox-name.ts';
import { wireString } from '../protocol/wire-text.ts';
import type { Folder } from './folder.ts';
import type { StoredMessage } from './stored-message.ts';

// Gmail shows its own labels under these names instead of the folder's (X-GM-EXT-1, "Access to Gmail labels").
const BY_USE: Readonly<Record<string, string>> = {
  '\\Sent': '\\Sent',
  '\\Drafts': '\\Draft',
  '\\Flagged': '\\Starred',
  '\\Important': '\\Important',
};

const isAllMail = (folder: Folder): boolean => folder.specialUse === '\\All';

const labelOf = (folder: Folder): string =>
  folder.path === 'INBOX' ? '\\Inbox' : (BY_USE[folder.specialUse ?? ''] ?? folder.path);

/** The labels of a message as its folder shows them: every other folder that has it, but All Mail. */
export function labelsOf(folders: readonly Folder[], shownIn: Folder, message: StoredMessage): readonly string[] {
  return folders
    .filter((folder) => folder !== shownIn && !isAllMail(folder))
    .filter((folder) => folder.withEmailId(message.emailId).length > 0)
    .map(labelOf);
}

/** The path of the folder that a label stands for. */
export const folderOfLabel = (folders: readonly Folder[], label: string): string =>
  folders.find((folder) => labelOf(folder) === label)?.path ?? label;

/** System labels go bare, others as strings. */
export const wireLabel = (label: string): string =>
  label.startsWith('\\') ? wireString(label) : wireString(encodeMailboxName(label));
