import { sha256Hex } from '@mailfold/kernel';

const MOST_NAMES = 500;
const names = new Map<string, string>();

/**
 * The name under which a statement is prepared, so that the server plans it once per connection; undefined (plan it each
 * time) once there are too many texts: a text with values written into it must not fill the server's memory.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) return undefined;
  // PostgreSQL cuts names after 63 bytes.
  const name = `mf_${sha256Hex(text).slice(0, 32)}`;
  names.set(text, name);
  return name;
}
