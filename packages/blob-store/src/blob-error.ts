import { isUuid, MailfoldError } from '@mailfold/kernel';
import type { BlobRef } from './blob-store.ts';

/** Codes of the blob store: meaning, and what an operator does. */
export const BLOB_STORE_CODES = {
  'blob-store/full': 'There is no room for more blobs. Free or add space; what waits is written then.',
  'blob-store/unavailable':
    'The store does not answer or refuses access. Bring it back or correct its permissions; what waits is written then.',
  'blob-store/not-found':
    'The reference names nothing in this store. Restore the blobs from the backup that belongs to the database.',
  'blob-store/damaged': 'Stored bytes do not match their digest. Check the disk and restore the file from a backup.',
  'blob-store/invalid': 'The caller passed no account id or no reference of this store. This is a bug.',
} as const;

export const blobNotFound = (ref: BlobRef): MailfoldError =>
  new MailfoldError({
    code: 'blob-store/not-found',
    message: `No blob is stored under ${ref}. ${BLOB_STORE_CODES['blob-store/not-found']}`,
    details: { ref },
  });

export const blobDamaged = (ref: BlobRef, what: string): MailfoldError =>
  new MailfoldError({
    code: 'blob-store/damaged',
    message: `The blob ${ref} is damaged: ${what}. ${BLOB_STORE_CODES['blob-store/damaged']}`,
    details: { ref },
  });

/** Throws unless it is an account id: it becomes part of paths and keys. */
export function checkAccount(account: string): void {
  if (isUuid(account)) return;
  throw new MailfoldError({ code: 'blob-store/invalid', message: 'The account of a blob must be a UUID.' });
}

/** The reference is of another account, or of another kind of store. */
export const foreignRef = (account: string, ref: BlobRef): MailfoldError =>
  new MailfoldError({
    code: 'blob-store/invalid',
    message: `${JSON.stringify(ref)} is no reference of account ${account}. ${BLOB_STORE_CODES['blob-store/invalid']}`,
    details: { account, ref },
  });
