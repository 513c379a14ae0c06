import { sha256Hex } from '@mailfold/kernel';
import type { HeaderFields } from './header-fields.ts';

/** The version of `identityHash`. It is kept beside every hash; a hash is never recomputed (ING-1). */
export const IDENTITY_VERSION = 'hash@1';

/** What the message is made of: its leaves, or its whole body where the structure could not be read. */
export type IdentityContent =
  | {
      /** SHA-256 in hex of each MIME leaf in order, its transfer encoding undone; text with LF line ends and none at its end. */
      readonly leaves: readonly string[];
    }
  | {
      /** SHA-256 in hex of the body with LF line ends and none at its end. */
      readonly body: string;
    };

export type IdentityFields = Pick<HeaderFields, 'from' | 'to' | 'cc' | 'subject' | 'date'>;

/**
 * `hash@1`: what stays equal when a message is moved, copied or uploaded again (ING-1). Received, DKIM, X-*, Status, boundaries, folding,
 * encodings and line ends do not count; neither do display names and the zone of the date.
 * @returns 64 hexadecimal digits
 */
export function identityHash(fields: IdentityFields, content: IdentityContent): string {
  return sha256Hex(
    JSON.stringify([
      IDENTITY_VERSION,
      fields.from.map((one) => one.address),
      fields.date ?? null,
      fields.subject.normalize('NFC').replaceAll(/\s+/g, ' ').trim(),
      fields.to.map((one) => one.address),
      fields.cc.map((one) => one.address),
      'leaves' in content ? content.leaves : { body: content.body },
    ]),
  );
}

export interface IdentityEvidence {
  /** X-GM-MSGID or EMAILID. */
  readonly providerId?: string;
  readonly messageId?: string;
  /** Of `identityHash`. */
  readonly hash: string;
}

export interface Identity {
  readonly version: typeof IDENTITY_VERSION;
  /** Names the content: the message id with the hash, or the hash alone. */
  readonly content: string;
  /** Names what the provider says it is. */
  readonly provider?: string;
}

/** The names under which a message is known. Two messages of one account are one if they share either name (ING-1). */
export function identityOf(evidence: IdentityEvidence): Identity {
  const { providerId, messageId, hash } = evidence;
  return {
    version: IDENTITY_VERSION,
    content: messageId === undefined ? hash : `${hash} ${messageId}`,
    ...(providerId === undefined ? {} : { provider: providerId }),
  };
}

/** A shared provider id proves sameness; a different one proves nothing. */
export function isSameMessage(one: Identity, other: Identity): boolean {
  if (one.provider !== undefined && one.provider === other.provider) return true;
  return one.version === other.version && one.content === other.content;
}
