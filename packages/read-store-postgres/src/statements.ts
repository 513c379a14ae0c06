import { sha256Hex } from '@mailfold/kernel';

/** What is remembered of a statement. */
interface Statement {
  /** Undefined: it is planned each time. */
  readonly name: string | undefined;
  /** The element type of each placeholder that it casts to an array: `$3::uuid[]` → 2 → `uuid`. */
  readonly arrayTypes: ReadonlyMap<number, string>;
}

const MOST_NAMES = 500;
const CAST = /\$(\d+)::(\w+)\[\]/g;
const known = new Map<string, Statement>();

function statementOf(text: string): Statement {
  const before = known.get(text);
  if (before !== undefined) return before;
  const arrayTypes = new Map([...text.matchAll(CAST)].map(([, place, type = '']) => [Number(place) - 1, type]));
  if (known.size >= MOST_NAMES) return { name: undefined, arrayTypes };
  // PostgreSQL cuts names after 63 bytes.
  const made = { name: `mf_${sha256Hex(text).slice(0, 32)}`, arrayTypes };
  known.set(text, made);
  return made;
}

/**
 * The name under which a statement is prepared, so that the server plans it once per connection; undefined (plan it each
 * time) once there are too many texts: a text with values written into it must not fill the server's memory.
 */
export const statementName = (text: string): string | undefined => statementOf(text).name;

export const arrayTypesOf = (text: string): ReadonlyMap<number, string> => statementOf(text).arrayTypes;
