import type { KeyId, WrappedKey } from './key-management.ts';
import { secretError } from './secret-error.ts';

// Under a key that we hold: `k1.<id>.<base64url>`; under one that a KMS holds: `k2.<base64url of its id>.<base64url>`.
const LOCAL = /^k1\.([0-9a-f]{8})\.([\w-]{80})$/;
const REMOTE = /^k2\.([\w-]+)\.([\w-]+)$/;

export const localForm = (id: KeyId, wrapped: Buffer): WrappedKey => `k1.${id}.${wrapped.toString('base64url')}`;

export const remoteForm = (id: KeyId, wrapped: Buffer): WrappedKey =>
  `k2.${Buffer.from(id).toString('base64url')}.${wrapped.toString('base64url')}`;

/** @throws MailfoldError `secrets/damaged` */
export const partsOf = (wrapped: WrappedKey): { readonly id: KeyId; readonly body: Buffer } => {
  const [, local, localBody] = LOCAL.exec(wrapped) ?? [];
  if (local !== undefined && localBody !== undefined) return { id: local, body: Buffer.from(localBody, 'base64url') };
  const [, remote, remoteBody] = REMOTE.exec(wrapped) ?? [];
  if (remote === undefined || remoteBody === undefined)
    throw secretError('secrets/damaged', 'Opening an account key failed.');
  return { id: Buffer.from(remote, 'base64url').toString(), body: Buffer.from(remoteBody, 'base64url') };
};
