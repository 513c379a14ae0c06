import { hash, randomFillSync } from 'node:crypto';

// A record is: `mfb1`, the length of the blob (32 bits, little-endian), a nonce, the digest, the blob.
const MAGIC = Buffer.from('mfb1');
const LENGTH_AT = 4;
const NONCE_AT = 8;
const DIGEST_AT = 24;
export const HEADER_BYTES = 40;

export interface WrittenRecord {
  readonly bytes: Buffer;
  readonly digest: string;
}

/** The blob as it is written. The nonce keeps the digest, which stands in events, from telling what a short text says. */
export function encodeRecord(blob: Uint8Array): WrittenRecord {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + blob.length);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(blob.length, LENGTH_AT);
  randomFillSync(bytes, NONCE_AT, DIGEST_AT - NONCE_AT);
  bytes.set(blob, HEADER_BYTES);
  const digest = digestOf(bytes);
  digest.copy(bytes, DIGEST_AT);
  return { bytes, digest: digest.toString('base64url') };
}

/** The blob of a record, or in words why it is none. A torn write fails here: its header and its digest cannot both be right. */
export function decodeRecord(record: Buffer, length: number, digest: string): Buffer | { readonly damage: string } {
  if (record.length < HEADER_BYTES + length) return { damage: 'the file ends within it' };
  if (!record.subarray(0, LENGTH_AT).equals(MAGIC)) return { damage: 'no record begins there' };
  if (record.readUInt32LE(LENGTH_AT) !== length) return { damage: 'its length is another' };
  if (digestOf(record).toString('base64url') !== digest) return { damage: 'its bytes do not match its digest' };
  return record.subarray(HEADER_BYTES);
}

/** 128 bits of SHA-256 over length, nonce and blob. */
function digestOf(record: Buffer): Buffer {
  const covered = Buffer.concat([record.subarray(LENGTH_AT, DIGEST_AT), record.subarray(HEADER_BYTES)]);
  return hash('sha256', covered, 'buffer').subarray(0, 16);
}
