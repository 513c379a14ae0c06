import { createHmac, hash } from 'node:crypto';

export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer');

export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/**
 * HMAC-SHA-256 (RFC 2104) over a domain and parts, for ids and comparisons made from personal data: without the key nobody can
 * guess which address made an id. The domain keeps digests for different uses apart; the parts are joined as a JSON array.
 * @returns 32 bytes
 */
export const keyedHash = (key: Uint8Array, domain: string, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([domain, ...parts]))
    .digest();
