import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer');

export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

export const sha256Base64url = (data: string | Uint8Array): string => hash('sha256', data, 'base64url');

/**
 * HMAC-SHA-256 (RFC 2104) over a domain and parts, for ids and comparisons made from personal data: without the key nobody can
 * guess which address made an id. Keep the key's bytes and pass the same object: it is prepared once. The domain keeps digests for different uses apart; the parts are joined as a JSON array.
 * @returns 32 bytes
 */
export const keyedHash = (key: Uint8Array, domain: string, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', keyObjectOf(key))
    .update(JSON.stringify([domain, ...parts]))
    .digest();

// Making a key object costs more than the digest; callers keep the bytes of their key, so it is made once for each.
const keyObjects = new WeakMap<Uint8Array, KeyObject>();

const keyObjectOf = (key: Uint8Array): KeyObject => {
  const known = keyObjects.get(key);
  if (known !== undefined) return known;
  const made = createSecretKey(key);
  keyObjects.set(key, made);
  return made;
};
