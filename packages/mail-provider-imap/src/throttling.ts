/** Response codes (RFC 5530, and what large providers use) that mean: less, or later. Never: the password is wrong. */
const CODES = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'THROTTLED', 'SERVERBUG']);

/** Gmail, Dovecot, Exchange Online and Yahoo say it in words, with no code or with ALERT. */
const WORDS =
  /too many (simultaneous )?connections|maximum number of connections|throttled|rate limit|try again later|temporar(y|ily)|authenticated but not connected|exceeded (the )?(\w+ )?(command|bandwidth|rate|connection)|server (is )?(busy|unavailable)/i;

const RATE_CODES = new Set(['LIMIT', 'THROTTLED', 'INUSE']);
const RATE_WORDS = /too many|throttled|rate limit/i;
const CODE_IN_TEXT = /^\s*\[([A-Z-]+)/i;

export function isThrottled(code: string, text: string): boolean {
  const found = code === '' ? (CODE_IN_TEXT.exec(text)?.[1] ?? '') : code;
  return CODES.has(found.toUpperCase()) || WORDS.test(text);
}

/** Stricter: about how much is asked, and not about the one message that cannot be read ("unavailable") (S8). */
export const isTooMuch = (code: string, text: string): boolean =>
  RATE_CODES.has(code.toUpperCase()) || RATE_WORDS.test(text);
