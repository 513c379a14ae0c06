import { MailfoldError } from '@mailfold/kernel';

/** Codes of the secrets: meaning, and what an operator does. */
export const SECRETS_CODES = {
  'secrets/wrong-key':
    'Sealed credentials do not open under this master key. Put back the key with which they were sealed (its file is backed up apart from the database), or connect the accounts again.',
  'secrets/damaged':
    'A sealed value is not in a form that was ever written. Restore the database, or connect the account again.',
  'secrets/bad-master-key':
    'The master key is not 32 bytes of base64. Correct the setting or restore the file; a new key opens nothing that was sealed.',
  'secrets/key-file-exposed':
    'The file of the master key may be read by others. Run `chmod 600` on it; if others had access to the machine, change the passwords.',
  'secrets/key-file-unreadable': 'The file of the master key cannot be read or made. Correct its path or permissions.',
} as const;

export type SecretsCode = keyof typeof SECRETS_CODES;

/** Says what was tried and what to do; never a key, a credential or what was sealed. */
export function secretError(code: SecretsCode, tried: string, cause?: unknown): MailfoldError {
  return new MailfoldError({ code, message: `${tried} ${SECRETS_CODES[code]}`, cause });
}
