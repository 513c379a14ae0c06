import { MailfoldError } from '@mailfold/kernel';

/** Codes of the secrets: meaning, and what an operator does. */
export const SECRETS_CODES = {
  'secrets/wrong-key':
    'Sealed credentials do not open under this master key. Put back the key with which they were sealed (its file is backed up apart from the database), or connect the accounts again.',
  'secrets/damaged':
    'A sealed value is not in a form that was ever written. Restore the database, or connect the account again.',
  'secrets/bad-master-key':
    'The master key is not 32 bytes of base64. Correct the setting or restore the file; a new key opens nothing that was sealed.',
  'secrets/no-master-key':
    'No master key is given. Set MAILFOLD_MASTER_KEY (32 bytes of base64: `openssl rand -base64 32`), MAILFOLD_MASTER_KEY_FILE or MAILFOLD_KMS_KEY.',
  'secrets/two-master-keys':
    'Two master keys are given, and only one can wrap what is new. Keep one of MAILFOLD_MASTER_KEY and MAILFOLD_KMS_KEY; the other one goes to MAILFOLD_MASTER_KEY_PREVIOUS or MAILFOLD_KMS_KEY_PREVIOUS while `mailfold secrets rotate` is under way.',
  'secrets/key-file-exposed':
    'The file of the master key may be read by others. Run `chmod 600` on it; if others had access to the machine, change the passwords.',
  'secrets/key-file-unreadable': 'The file of the master key cannot be read or made. Correct its path or permissions.',
  'secrets/key-file-gone':
    'Logins are stored that only the master key of this file opens. Put the file back from its copy; a new key would open none of them.',
  'secrets/kms-unreachable':
    'The key management service is away. Accounts whose key is in memory go on, the others wait and try again by themselves; look at the network and at the service.',
  'secrets/kms-refused':
    'The key management service refuses. See that the key exists and is enabled, and that this process may use it to encrypt, decrypt and describe; accounts go on by themselves then.',
} as const;

export type SecretsCode = keyof typeof SECRETS_CODES;

/** They say nothing about what was sealed: it is tried again, and no account is to blame. */
const TRIED_AGAIN: readonly SecretsCode[] = ['secrets/kms-unreachable', 'secrets/kms-refused'];

/** Says what was tried and what to do; never a key, a credential or what was sealed. */
export function secretError(code: SecretsCode, tried: string, cause?: unknown): MailfoldError {
  const retry = TRIED_AGAIN.includes(code) ? 'backoff' : 'never';
  return new MailfoldError({ code, message: `${tried} ${SECRETS_CODES[code]}`, retry, cause });
}
