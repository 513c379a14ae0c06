import type { FolderRole } from '@mailfold/mail-provider';

const ROLES: Readonly<Record<string, FolderRole>> = {
  '\\inbox': 'inbox',
  '\\sent': 'sent',
  '\\archive': 'archive',
  '\\drafts': 'drafts',
  '\\trash': 'trash',
  '\\junk': 'junk',
  '\\all': 'all',
  '\\flagged': 'flagged',
};

/** RFC 6154, or the library's guess by name where the server tells nothing. */
export const roleOf = (specialUse: string | undefined): FolderRole => ROLES[specialUse?.toLowerCase() ?? ''] ?? 'none';
