/** What a caller may do: try again with growing pauses, never, or once after so many milliseconds. */
export type Retry = 'backoff' | 'never' | { readonly afterMs: number };

export type ErrorDetails = Readonly<Record<string, unknown>>;

export interface MailfoldErrorInit {
  /** `<area>/<what>`, in the registry of the package that throws it. */
  readonly code: string;
  /** What was tried, on what, what came back and what the operator can do. Never a body, an address or a secret. */
  readonly message: string;
  readonly retry?: Retry;
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
}

// Symbol.for: two copies of this package in one process still recognise each other's errors.
const mark = Symbol.for('mailfold.error');

/** The one error class of mailfold. Recognise it with `isMailfoldError`, never with `instanceof`. */
export class MailfoldError extends Error {
  readonly code: string;
  readonly retry: Retry;
  readonly details: ErrorDetails;
  readonly [mark] = true;

  constructor(init: MailfoldErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'MailfoldError';
    this.code = init.code;
    this.retry = init.retry ?? 'never';
    this.details = init.details ?? {};
  }
}

export function isMailfoldError(value: unknown): value is MailfoldError;
export function isMailfoldError<Code extends string>(
  value: unknown,
  code: Code,
): value is MailfoldError & { readonly code: Code };
export function isMailfoldError(value: unknown, code?: string): boolean {
  if (typeof value !== 'object' || value === null || !(mark in value)) return false;
  return code === undefined || ('code' in value && value.code === code);
}

/** The error's message for a log line, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  // Not `instanceof`: errors of another realm (a vm context, a worker) are errors too.
  const isError = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  return isError ? String(thrown.message) : String(thrown);
}

/** What a program says when something ends it: the message, and for what is no error of ours, and so a bug, where it came from. */
export const lastWords = (thrown: unknown): string => {
  const stack = !isMailfoldError(thrown) && thrown instanceof Error ? `${thrown.stack ?? ''}\n` : '';
  return `${messageOf(thrown)}\n${stack}`;
};
