import { hash, randomBytes } from 'node:crypto';

// A record is: `mfb1`, the digest, the length of the blob (32 bits, little-endian), a nonce, the blob. The digest covers what follows it.
const MAGIC = Buffer.from('mfb1');
const DIGEST_AT = 4;
const LENGTH_AT = 20;
const NONCE_AT = 24;
export const HEADER_BYTES = 40;

export interface EncodedRecords {
  /** All records, one behind the other. */
  readonly bytes: Buffer;
  /** Of each record, base64url. */
  readonly digests: readonly string[];
}

/** Blobs as they are written. The nonces keep the digests, which stand in events, from telling what a short text says. */
export function encodeRecords(blobs: readonly Uint8Array[]): EncodedRecords {
  const size = blobs.reduce((sum, blob) => sum + HEADER_BYTES + blob.length, 0);
  const bytes = Buffer.allocUnsafe(size);
  const nonces = randomBytes((HEADER_BYTES - NONCE_AT) * blobs.length);
  let at = 0;
  const digests = blobs.map((blob, nth) => {
    const record = bytes.subarray(at, at + HEADER_BYTES + blob.length);
    at += record.length;
    nonces.copy(record, NONCE_AT, nth * (HEADER_BYTES - NONCE_AT));
    return encodeRecord(record, blob);
  });
  return { bytes, digests };
}

function encodeRecord(record: Buffer, blob: Uint8Array): string {
  record.set(MAGIC);
  record.writeUInt32LE(blob.length, LENGTH_AT);
  record.set(blob, HEADER_BYTES);
  const digest = digestOf(record);
  record.set(digest, DIGEST_AT);
  return digest.toString('base64url');
}

/** The blob of a record, or in words why it is none. A torn write fails here: its header and its digest cannot both be right. */
export function decodeRecord(record: Buffer, length: number, digest: string): Buffer | { readonly damage: string } {
  if (record.length < HEADER_BYTES + length) return { damage: 'the file ends within it' };
  if (!record.subarray(0, DIGEST_AT).equals(MAGIC)) return { damage: 'no record begins there' };
  if (record.readUInt32LE(LENGTH_AT) !== length) return { damage: 'its length is another' };
  if (digestOf(record).toString('base64url') !== digest) return { damage: 'its bytes do not match its digest' };
  return record.subarray(HEADER_BYTES);
}

/** 128 bits of SHA-256 over length, nonce and blob. */
const digestOf = (record: Buffer): Buffer => hash('sha256', record.subarray(LENGTH_AT), 'buffer').subarray(0, 16);
