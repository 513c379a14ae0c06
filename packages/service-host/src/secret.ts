import { sha256 } from '@mailfold/kernel';
import { randomBytes } from 'node:crypto';

/** `mfk_…` is a service key, `mft_…` a user token; the prefix lets scanners of leaked secrets find them. */
export type SecretKind = 'mfk' | 'mft';

const SECRET = /^(mfk|mft)_[\w-]{43}$/;

/** 256 random bits: a plain hash of it is as good as a slow one. */
export const newSecret = (kind: SecretKind): string => `${kind}_${randomBytes(32).toString('base64url')}`;

export const secretKind = (text: string): SecretKind | undefined => {
  const kind = SECRET.exec(text)?.[1];
  return kind === 'mfk' || kind === 'mft' ? kind : undefined;
};

export const secretHash = (secret: string): Buffer => sha256(secret);
