/** A folder with its role (RFC 6154), none for the owner's own ones. */
export interface Folder {
  readonly path: string;
  readonly specialUse?: '\\Sent' | '\\Archive' | '\\Trash' | '\\Drafts' | '\\Junk';
}

export const FOLDERS: readonly Folder[] = [
  { path: 'INBOX' },
  { path: 'Sent', specialUse: '\\Sent' },
  { path: 'Archive', specialUse: '\\Archive' },
  { path: 'Drafts', specialUse: '\\Drafts' },
  { path: 'Junk', specialUse: '\\Junk' },
  { path: 'Trash', specialUse: '\\Trash' },
  { path: 'Projects' },
  { path: 'Projects/東京' },
  { path: 'Projects/Europe' },
];
