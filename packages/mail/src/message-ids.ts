import { hasControl } from './address.ts';

// RFC 5322 §2.1.1: a line has 998 characters at most; the longest ids seen are near 300.
const LONGEST = 998;
// References of a long conversation are cut by most clients; a list this long is an attack.
const MOST = 1000;

/**
 * A message id without its angle brackets and the space around it (RFC 5322 §3.6.4). Case is kept: the left side is opaque.
 * @returns undefined when it is empty, too long or carries control characters (CR LF injection)
 */
export function normaliseMessageId(raw: string): string | undefined {
  const [id] = messageIds(raw);
  return id;
}

/** The ids of an In-Reply-To or References header, in order, each once; prose around them (`Your message of …`) is skipped. */
export function messageIds(raw: string): readonly string[] {
  const ids = raw.includes('<') ? bracketed(raw) : words(raw);
  return [...new Set(ids)].slice(0, MOST);
}

function bracketed(raw: string): readonly string[] {
  const ids: string[] = [];
  let open = raw.indexOf('<');
  while (open !== -1) {
    const close = raw.indexOf('>', open + 1);
    if (close === -1) break;
    // `<<a@b>`: the innermost bracket opens the id.
    const start = raw.lastIndexOf('<', close);
    const id = usable(raw.slice(start + 1, close));
    if (id !== undefined) ids.push(id);
    open = raw.indexOf('<', close + 1);
  }
  return ids;
}

/** Clients that leave the brackets out still write one word with an `@`. */
function words(raw: string): readonly string[] {
  return raw
    .split(/[\s,]+/)
    .map((word) => usable(word))
    .filter((id) => id !== undefined)
    .filter((id) => id.includes('@') || !/\s/.test(raw.trim()));
}

function usable(text: string): string | undefined {
  // A folded id has white space inside; the id is what is left without it.
  const id = text.replaceAll(/[ \t]+/g, '');
  if (id === '' || id.length > LONGEST || hasControl(id)) return undefined;
  return id;
}
