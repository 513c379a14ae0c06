import { isMailfoldError } from '@mailfold/kernel';
import { isNativeError } from 'node:util/types';

const HIDDEN = '[hidden]';

// Fields that hold personal data or secrets whatever their value: the last net, not the first.
const PERSONAL =
  /^(address|addresses|email|aliases|from|to|cc|bcc|sender|reply_?to|participants|subject|body|text|html|filename|name|display_?name|password|pass|secret|token|api_?key|authorization|cookie|credentials|raw|query|q)$/i;

const ADDRESS = /[^\s<>"'(),;:=[\]{}]{1,128}@[^\s<>"'(),;:=[\]{}]{1,255}/g;
const BEARER = /\b(mfk|mft)_[\w-]+/g;

const MOST_DEPTH = 6;
const LONGEST = 2_000;

/** The text without mail addresses and keys of ours, and not longer than 2,000 characters. */
export const scrubText = (text: string): string =>
  text.slice(0, LONGEST).replaceAll(ADDRESS, '[address]').replaceAll(BEARER, '[key]');

const scrubError = (error: Error, depth: number): unknown => ({
  type: error.name,
  message: scrubText(error.message),
  ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
  ...(isMailfoldError(error) ? { details: scrubbed(error.details, depth + 1), retry: error.retry } : {}),
  stack: scrubText(error.stack ?? ''),
  ...(error.cause === undefined ? {} : { cause: scrubbed(error.cause, depth + 1) }),
});

const scrubObject = (value: object, depth: number): unknown =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, PERSONAL.test(key) ? HIDDEN : scrubbed(inner, depth + 1)]),
  );

/** A copy fit for a log line: personal fields hidden, addresses taken out of texts, errors unfolded, depth and length bounded. */
export function scrubbed(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MOST_DEPTH) return '[deep]';
  if (isNativeError(value)) return scrubError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, 100).map((inner) => scrubbed(inner, depth + 1));
  return scrubObject(value, depth);
}
