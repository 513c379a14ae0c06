import type { BlobRef } from '@mailfold/blob-store';

/** Where a blob lies in the pack files. */
export interface PackRef {
  /** A UUID. */
  readonly account: string;
  /** The name of the pack without its ending. */
  readonly pack: string;
  /** Of the record, in bytes. */
  readonly offset: number;
  /** Of the blob, in bytes. */
  readonly length: number;
  /** Of the record, base64url. */
  readonly digest: string;
}

// `f1`: the first form of references to files. Numbers in base 36.
const FORM = /^f1\.([\w-]{22})\.([a-z0-9-]{3,20})\.([a-z0-9]{1,10})\.([a-z0-9]{1,7})\.([\w-]{22})$/;

export function encodeRef({ account, pack, offset, length, digest }: PackRef): BlobRef {
  const id = Buffer.from(account.replaceAll('-', ''), 'hex').toString('base64url');
  return ['f1', id, pack, offset.toString(36), length.toString(36), digest].join('.');
}

/** @returns undefined when the text is no reference of this store */
export function decodeRef(ref: BlobRef): PackRef | undefined {
  const [, id, pack, offset, length, digest] = FORM.exec(ref) ?? [];
  if (id === undefined || pack === undefined || digest === undefined) return undefined;
  const hex = Buffer.from(id, 'base64url').toString('hex');
  return {
    account: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    pack,
    offset: Number.parseInt(offset ?? '', 36),
    length: Number.parseInt(length ?? '', 36),
    digest,
  };
}
