import { z } from 'zod';
import { Time } from '../events/values.ts';
import { Count } from './conventions.ts';

/** Accounts whose key is wrapped under one master key; the id says nothing about the key. */
export const MasterKeyUse = z.object({
  id: z.string(),
  accounts: Count,
  /** `unknown`: it is not given, and nothing under it opens. */
  state: z.enum(['current', 'previous', 'unknown']),
});

/** `GET /v1/secrets` (service key) */
export const SecretsStatus = z.object({
  current: z.string(),
  keys: z.array(MasterKeyUse).readonly(),
  /** When the oldest key of an account was made; absent where there is no account. */
  oldestAccountKey: Time.optional(),
  at: Time,
});

/**
 * `POST /v1/secrets/rotations` (service key): one step, so that whatever ends it, nothing is half done. It is asked again until `left`
 * is 0.
 */
export const RotateBody = z.object({
  max: z.number().int().min(1).max(1_000).default(100),
  /** Accounts whose key was made before get a new one, and their login is sealed anew. */
  renewBefore: Time.optional(),
});
export const Rotated = z.object({
  rewrapped: Count,
  renewed: Count,
  left: Count,
  /** Why one of them was left: it does not open, and stays as it is. */
  reason: z.string().optional(),
});

export type MasterKeyUse = z.output<typeof MasterKeyUse>;
export type SecretsStatus = z.output<typeof SecretsStatus>;
export type Rotated = z.output<typeof Rotated>;
