import { Arguments } from '../protocol/arguments.ts';
import { bad } from '../protocol/command-refused.ts';
import { rangesContain } from '../protocol/number-ranges.ts';
import { isSequenceSet, parseSequenceSet } from '../protocol/sequence-set.ts';
import { textOf } from '../protocol/value.ts';
import { dateKey } from './date-keys.ts';
import { flagKey } from './flag-keys.ts';
import { idKey } from './id-keys.ts';
import type { SearchKey } from './search-key.ts';
import { textKey } from './text-keys.ts';

/** What `*` stands for in the selected folder. */
export interface SearchScope {
  readonly lastSequence: number;
  readonly lastUid: number;
}

/** All remaining keys; a message must meet every one (RFC 3501 §6.4.4). */
export function parseSearchKeys(args: Arguments, scope: SearchScope): SearchKey {
  const keys: SearchKey[] = [];
  while (!args.done) keys.push(parseKey(args, scope));
  if (keys.length === 0) throw bad('Nothing to search for');
  return (candidate) => keys.every((key) => key(candidate));
}

function parseKey(args: Arguments, scope: SearchScope): SearchKey {
  const group = args.optionalList();
  if (group !== undefined) return parseSearchKeys(new Arguments(group), scope);
  const text = textOf(args.peek()) ?? '';
  if (isSequenceSet(text)) return sequenceKey(args.string(), scope);
  const word = args.word();
  const key = structureKey(word, args, scope) ?? leafKey(word, args);
  if (key === undefined) throw bad('Unknown search key');
  return key;
}

function sequenceKey(text: string, scope: SearchScope): SearchKey {
  const ranges = parseSequenceSet(text, scope.lastSequence);
  return (candidate) => rangesContain(ranges, candidate.sequence);
}

function structureKey(word: string, args: Arguments, scope: SearchScope): SearchKey | undefined {
  switch (word) {
    case 'ALL':
      return () => true;
    case 'NOT':
      return negated(parseKey(args, scope));
    case 'OR':
      return either(parseKey(args, scope), parseKey(args, scope));
    case 'UID': {
      const ranges = parseSequenceSet(args.sequenceSet(), scope.lastUid);
      return ({ message }) => rangesContain(ranges, message.uid);
    }
    default:
      return undefined;
  }
}

const leafKey = (word: string, args: Arguments): SearchKey | undefined =>
  flagKey(word, args) ?? dateKey(word, args) ?? idKey(word, args) ?? textKey(word, args);

const negated =
  (key: SearchKey): SearchKey =>
  (candidate) =>
    !key(candidate);

const either =
  (a: SearchKey, b: SearchKey): SearchKey =>
  (candidate) =>
    a(candidate) || b(candidate);
