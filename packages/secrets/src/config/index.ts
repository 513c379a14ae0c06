import { z } from 'zod';

/** Settings of keys, as every process that logs in takes them from its environment. */
export const KeyEnvironment = z.object({
  /** 32 bytes as base64. */
  MAILFOLD_MASTER_KEY: z.string().optional(),
  /** Those before, while `mailfold secrets rotate` is under way; separated by commas. */
  MAILFOLD_MASTER_KEY_PREVIOUS: z.string().optional(),
  /** Instead of a master key of one's own: a key of AWS KMS by id, ARN or alias. */
  MAILFOLD_KMS_KEY: z.string().optional(),
  /** Opens what was wrapped under a key of AWS KMS before. */
  MAILFOLD_KMS_KEY_PREVIOUS: z.string().optional(),
  /** How long an account's key stays in memory. */
  MAILFOLD_KEY_KEEP_SECONDS: z.coerce.number().min(1).max(86_400).default(3_600),
});

type Read = z.output<typeof KeyEnvironment>;
/** What was read of them. */
export type KeySettings = { readonly [Name in keyof Read]?: Read[Name] | undefined };

/** Those that may lie in files: the variable with `_FILE` names one. */
export const KEY_SECRETS = ['MAILFOLD_MASTER_KEY', 'MAILFOLD_MASTER_KEY_PREVIOUS'] as const;
