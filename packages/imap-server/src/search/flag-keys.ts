import type { Arguments } from '../protocol/arguments.ts';
import { hasFlag } from '../store/flag-change.ts';
import type { SearchKey } from './search-key.ts';

const SYSTEM: Readonly<Record<string, string>> = {
  ANSWERED: '\\Answered',
  DELETED: '\\Deleted',
  DRAFT: '\\Draft',
  FLAGGED: '\\Flagged',
  SEEN: '\\Seen',
};

/** Keys that look at flags. No message is ever \Recent here. */
export function flagKey(word: string, args: Arguments): SearchKey | undefined {
  const flag = SYSTEM[word];
  if (flag !== undefined) return has(flag);
  const lacking = word.startsWith('UN') ? SYSTEM[word.slice(2)] : undefined;
  if (lacking !== undefined) return lacks(lacking);
  switch (word) {
    case 'KEYWORD':
      return has(args.string());
    case 'UNKEYWORD':
      return lacks(args.string());
    case 'NEW':
    case 'RECENT':
      return () => false;
    case 'OLD':
      return () => true;
    default:
      return undefined;
  }
}

const has =
  (flag: string): SearchKey =>
  ({ message }) =>
    hasFlag(message.flags, flag);

const lacks =
  (flag: string): SearchKey =>
  ({ message }) =>
    !hasFlag(message.flags, flag);
