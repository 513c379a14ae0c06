import { type Ids, MailfoldError, NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { Caller } from './caller.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** Throws `api/invalid` for a key that is too long or not printable ASCII. */
export function checkedKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && KEY.test(header)) return header;
  throw new MailfoldError({
    code: 'api/invalid',
    message: 'Idempotency-Key must be 1 to 255 visible ASCII characters, given once.',
    details: { errors: [{ field: 'headers.idempotency-key', reason: 'not 1 to 255 visible ASCII characters' }] },
  });
}

/** The same tenant, caller and key give the same command for ever; without a key every request is a new one. */
export const commandId = (caller: Caller | undefined, key: string | undefined, ids: Ids): string =>
  caller === undefined || key === undefined ? ids.next() : uuid5(NAMESPACES.command, caller.tenantId, caller.id, key);
