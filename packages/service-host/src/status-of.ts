// By the last word of a code: `mailbox/thread-not-found` ends with `not-found`.
const BY_ENDING: readonly (readonly [ending: RegExp, status: number])[] = [
  [/(^|[/-])not-found$/, 404],
  [/(^|[/-])gone$/, 410],
  [/(^|\/)(invalid|bad)(-|$)|-invalid$/, 400],
  [/(^|[/-])(unauthenticated|bad-key)$/, 401],
  [/(^|[/-])forbidden$/, 403],
  [/(^|[/-])(conflict|exists)$/, 409],
  [/(^|[/-])precondition-failed$/, 412],
  [/(^|[/-])too-large$/, 413],
  [/(^|[/-])(refused|rejected|unauthorised|unsupported|reused|needs-[a-z-]+)$/, 422],
  [/(^|[/-])(throttled|too-many)$/, 429],
  [/(^|[/-])(unreachable|timeout)$/, 504],
  [/(^|[/-])(unavailable|outcome-unknown)$/, 503],
];

/**
 * HTTP status of a `MailfoldError` by its code, where the route does not say. What the provider of an account refuses
 * (`mail-provider/unauthorised`) is 422, since 401 would speak of the caller's own key.
 */
export const statusOf = (code: string): number => BY_ENDING.find(([ending]) => ending.test(code))?.[1] ?? 500;
