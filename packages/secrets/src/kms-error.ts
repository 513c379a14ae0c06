import { type MailfoldError, messageOf } from '@mailfold/kernel';
import { secretError } from './secret-error.ts';

interface Metadata {
  readonly httpStatusCode?: number;
  readonly attempts?: number;
}

const THROTTLED = new Set(['ThrottlingException', 'LimitExceededException', 'TooManyRequestsException']);

/** No answer, one of a server in trouble, or one that asks for patience is a KMS that is away; every other is a refusal. */
export const asOfKms = (whom: string, error: unknown): MailfoldError => {
  const { name, metadata } = seen(error);
  const code = isAway(name, metadata) ? 'secrets/kms-unreachable' : 'secrets/kms-refused';
  return secretError(code, `${whom}: ${name}: ${messageOf(error)}.`, error);
};

// Without an attempt nobody was asked: what lacks is in the settings, such as a region or credentials.
const isAway = (name: string, { httpStatusCode: status, attempts = 0 }: Metadata): boolean =>
  status === undefined ? attempts > 0 : status >= 500 || status === 429 || THROTTLED.has(name);

const seen = (error: unknown): { readonly name: string; readonly metadata: Metadata } => {
  if (typeof error !== 'object' || error === null) return { name: 'unknown', metadata: {} };
  return {
    name: 'name' in error ? String(error.name) : 'unknown',
    // A cast where the SDK adds this to whatever was thrown.
    metadata: '$metadata' in error ? (error.$metadata as Metadata) : {},
  };
};
