/** What the libraries put on their errors, as far as it is read here; none of it can be relied upon. */
export interface LibraryError {
  readonly message: string;
  readonly code: string;
  readonly responseStatus: string;
  readonly responseText: string;
  readonly serverResponseCode: string;
  /** What a BYE said. */
  readonly reason: string;
  readonly authenticationFailed: boolean;
  readonly mailboxMissing: boolean;
  readonly throttleReset: number | undefined;
  /** SMTP: the server's line, its number and the command it answers. */
  readonly response: string;
  readonly responseCode: number | undefined;
  readonly command: string;
  /** SMTP: the code of the system, or of the timeout, that a broader code covers. */
  readonly originalCode: string;
  /** What an OAuth2 server wrote into its challenge (RFC 7628 §3.2.2). */
  readonly oauthStatus: string;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

export function readLibraryError(error: unknown): LibraryError {
  const own = record(error);
  return {
    message: error instanceof Error ? error.message : text(error),
    code: text(own['code']),
    responseStatus: text(own['responseStatus']),
    responseText: text(own['responseText']),
    serverResponseCode: text(own['serverResponseCode']).toUpperCase(),
    reason: text(own['reason']),
    authenticationFailed: own['authenticationFailed'] === true,
    mailboxMissing: own['mailboxMissing'] === true,
    throttleReset: number(own['throttleReset']),
    response: text(own['response']),
    responseCode: number(own['responseCode']),
    command: text(own['command']),
    originalCode: text(own['originalCode']) || text(own['timeoutType']),
    oauthStatus: text(record(own['oauthError'])['status']),
  };
}
