import { isMailfoldError, messageOf } from '@mailfold/kernel';

/** What a failure means for the intents of an account. */
export type Remedy =
  /** Nothing was wrong with the intent: the same again, later. */
  | { readonly kind: 'later'; readonly afterMs?: number }
  /** Nothing helps but new credentials. */
  | { readonly kind: 'unauthorised' }
  /** It may help to ask again, a few times. */
  | { readonly kind: 'refusal'; readonly code: string; readonly reason: string };

const REFUSALS: ReadonlySet<string> = new Set(
  ['rejected', 'unsupported', 'gone', 'cursor-lost'].map((fault) => `mail-provider/${fault}`),
);

export const remedyOf = (error: unknown): Remedy => {
  if (isMailfoldError(error, 'mail-provider/unauthorised')) return { kind: 'unauthorised' };
  if (isMailfoldError(error) && REFUSALS.has(error.code)) {
    return { kind: 'refusal', code: error.code, reason: error.message };
  }
  if (isMailfoldError(error) && error.retry !== 'never') {
    return typeof error.retry === 'object' ? { kind: 'later', afterMs: error.retry.afterMs } : { kind: 'later' };
  }
  const reason = `mailfold could not carry out the change (${messageOf(error)}). This is a fault of ours: please report it.`;
  return { kind: 'refusal', code: 'writeback/failed', reason };
};
