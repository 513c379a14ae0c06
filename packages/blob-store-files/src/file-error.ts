import { BLOB_STORE_CODES } from '@mailfold/blob-store';
import { MailfoldError } from '@mailfold/kernel';

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The code of a system error, e.g. `ENOENT`; empty for anything else. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What the file system answered, as an error of the blob store. */
export function fileError(tried: string, path: string, cause: unknown): MailfoldError {
  const answer = codeOf(cause) || 'an unknown error';
  const code = FULL.has(answer) ? 'blob-store/full' : 'blob-store/unavailable';
  return new MailfoldError({
    code,
    message: `${tried} ${path} failed with ${answer}. ${BLOB_STORE_CODES[code]}`,
    retry: 'backoff',
    details: { path, answer },
    cause,
  });
}
