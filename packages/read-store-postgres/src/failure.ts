import { MailfoldError, messageOf } from '@mailfold/kernel';
import type { ReadStoreCode } from '@mailfold/read-store';

// PostgreSQL appendix A: what means that this server cannot serve now, and may later.
const AWAY = new Set(['53000', '53100', '53200', '53300', '57P01', '57P02', '57P03', '58030']);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);
// A server that starts again takes its old socket away before it makes the new one; one that many want at once answers EAGAIN.
const SOCKET = new Set(['ENOENT', 'EAGAIN']);
const LOST =
  /connection terminated|connection ended|not queryable|a connection error|timeout expired|timeout exceeded|closed the connection/i;
// Transactions in each other's way, or ended from outside: repeating the whole transaction helps.
const COLLISION = new Set(['40001', '40P01', '55P03', '57014']);
const REFUSED = new Set(['28000', '28P01', '3D000', '42501']);

const field = (thrown: unknown, name: string): string | undefined => {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const value: unknown = Reflect.get(thrown, name);
  return typeof value === 'string' ? value : undefined;
};

const sqlState = (thrown: unknown): string | undefined => {
  const code = field(thrown, 'code');
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
};

/** The server cannot serve now: the connection was lost, or it says so itself. */
export function isAway(thrown: unknown): boolean {
  const state = sqlState(thrown);
  if (state !== undefined && (AWAY.has(state) || state.startsWith('08'))) return true;
  const code = field(thrown, 'code');
  if (code !== undefined && NETWORK.has(code)) return true;
  if (code !== undefined && SOCKET.has(code) && field(thrown, 'syscall') === 'connect') return true;
  return state === undefined && LOST.test(messageOf(thrown));
}

/**
 * The connection went before the answer. Whether the statement was done is then unknown, also when the server said
 * goodbye; with any other error of its own it was not done.
 */
export const isLost = (thrown: unknown): boolean => isAway(thrown) && !/^5[38]/.test(sqlState(thrown) ?? '');

// Class 22 quotes the value that was wrong, which may be somebody's mail.
const safeMessage = (thrown: unknown, state: string): string =>
  state.startsWith('22') ? messageOf(thrown).replace(/"[\s\S]*"/, '"…"') : messageOf(thrown);

const hint = (state: string | undefined): string =>
  state === '53100'
    ? 'its disk is full: free some space, work goes on by itself'
    : 'it is tried again; see that the server runs and is reachable';

export const unavailable = (tried: string, thrown: unknown): MailfoldError =>
  new MailfoldError({
    code: 'read-store/unavailable',
    message: `${tried}: PostgreSQL does not answer (${messageOf(thrown)}); ${hint(sqlState(thrown))}`,
    retry: 'backoff',
    details: { sqlState: sqlState(thrown), diskFull: sqlState(thrown) === '53100' },
    cause: thrown,
  });

export const outcomeUnknown = (tried: string, thrown: unknown): MailfoldError =>
  new MailfoldError({
    code: 'read-store/outcome-unknown',
    message: `${tried}: the connection to PostgreSQL was lost before its answer; it may be done or not`,
    retry: 'backoff',
    cause: thrown,
  });

const CODES = {
  collision: 'read-store/collision',
  refused: 'read-store/refused',
  aborted: 'read-store/aborted',
  rejected: 'read-store/rejected',
} as const satisfies Record<string, ReadStoreCode>;

const IN_FAILED_TRANSACTION = '25P02';

const kindOf = (state: string): keyof typeof CODES => {
  if (state === IN_FAILED_TRANSACTION) return 'aborted';
  if (COLLISION.has(state)) return 'collision';
  return REFUSED.has(state) ? 'refused' : 'rejected';
};

/** What PostgreSQL said, without the values it was said about. */
export function statementFailure(tried: string, thrown: unknown): unknown {
  if (isAway(thrown)) return unavailable(tried, thrown);
  const state = sqlState(thrown);
  if (state === undefined) return thrown;
  const kind = kindOf(state);
  return new MailfoldError({
    code: CODES[kind],
    message: `${tried}: PostgreSQL answered ${state}: ${safeMessage(thrown, state)}`,
    retry: kind === 'collision' ? 'backoff' : 'never',
    details: {
      sqlState: state,
      constraint: field(thrown, 'constraint'),
      table: field(thrown, 'table'),
      hint: field(thrown, 'hint'),
    },
  });
}
