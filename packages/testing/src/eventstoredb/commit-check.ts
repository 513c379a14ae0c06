import type { Recorded } from './recorded.ts';

export type Expected = 'any' | 'exists' | 'none' | number;

/** `append`: go on · `already`: these very events lie there, up to this one · `wrong-version`: another revision. */
export type Decision =
  | { readonly kind: 'append' }
  | { readonly kind: 'already'; readonly last: Recorded }
  | { readonly kind: 'wrong-version' };

export interface Looking {
  /** Events of the stream that is appended to, by number. */
  readonly stream: readonly Recorded[];
  /** The event of the stream that has this id, if it was written recently. */
  readonly recent: (id: string) => Recorded | undefined;
}

const WRONG: Decision = { kind: 'wrong-version' };
const APPEND: Decision = { kind: 'append' };

/**
 * What the server makes of an append. `any` and `exists` know ids that were written recently: the first of them decides
 * whether this is a repeat, and then all must be there. A revision knows the ids at exactly its places. Nothing compares
 * contents, and no other stream is looked at.
 */
export function decide(expected: Expected, ids: readonly string[], { stream, recent }: Looking): Decision {
  const last = stream.length - 1;
  if (expected === 'exists' && last < 0) return WRONG;
  if (expected === 'any' || expected === 'exists') return loosely(ids.map(recent));
  const before = expected === 'none' ? -1 : expected;
  if (before === last) return APPEND;
  const there = ids.map((id, index) =>
    stream[before + 1 + index]?.id === id ? stream[before + 1 + index] : undefined,
  );
  const end = there.at(-1);
  return before > last || end === undefined || there.includes(undefined) ? WRONG : { kind: 'already', last: end };
}

function loosely(there: readonly (Recorded | undefined)[]): Decision {
  const end = there.at(-1);
  if (there[0] === undefined) return APPEND;
  return end === undefined || there.includes(undefined) ? WRONG : { kind: 'already', last: end };
}
