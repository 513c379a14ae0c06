import { hash } from 'node:crypto';

// Asked for a buffer itself, the one-shot digest takes twice as long.
export const sha256 = (data: string | Uint8Array): Buffer => Buffer.from(hash('sha256', data, 'binary'), 'latin1');

export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

export const sha256Base64url = (data: string | Uint8Array): string => hash('sha256', data, 'base64url');

const BLOCK = 64;
const DIGEST = 32;
const scratch = Buffer.allocUnsafe(4096);

/**
 * HMAC-SHA-256 (RFC 2104) over a domain and parts, for ids and comparisons made from personal data: without the key nobody can
 * guess which address made an id. Keep the key's bytes and pass the same object: it is prepared once. The domain keeps digests for
 * different uses apart; the parts are joined as a JSON array.
 * @returns 32 bytes
 */
export const keyedHash = (key: Uint8Array, domain: string, ...parts: readonly string[]): Buffer => {
  const { inner, outer } = padsOf(key);
  const text = JSON.stringify([domain, ...parts]);
  // A UTF-16 unit is three bytes of UTF-8 at most.
  const room = BLOCK + text.length * 3;
  const buffer = room <= scratch.length ? scratch : Buffer.allocUnsafe(room);
  buffer.set(inner);
  const end = BLOCK + buffer.write(text, BLOCK, 'utf8');
  outer.write(hash('sha256', buffer.subarray(0, end), 'binary'), BLOCK, DIGEST, 'latin1');
  return sha256(outer);
};

interface Pads {
  readonly inner: Buffer;
  /** With room for the inner digest. */
  readonly outer: Buffer;
}

// `createHmac` takes three times as long as two digests over these; callers keep the bytes of their key, so they are made once for each.
const pads = new WeakMap<Uint8Array, Pads>();

const padsOf = (key: Uint8Array): Pads => {
  const known = pads.get(key);
  if (known !== undefined) return known;
  const made = { inner: Buffer.alloc(BLOCK, 0x36), outer: Buffer.alloc(BLOCK + DIGEST, 0x5c) };
  for (const [at, byte] of (key.length > BLOCK ? sha256(key) : key).entries()) {
    made.inner.writeUInt8(made.inner.readUInt8(at) ^ byte, at);
    made.outer.writeUInt8(made.outer.readUInt8(at) ^ byte, at);
  }
  pads.set(key, made);
  return made;
};
