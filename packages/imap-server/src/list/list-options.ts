import { Arguments } from '../protocol/arguments.ts';
import { bad } from '../protocol/command-refused.ts';
import type { Value } from '../protocol/value.ts';
import type { Session } from '../session/session.ts';

interface SelectionOptions {
  readonly onlySubscribed: boolean;
  readonly onlySpecialUse: boolean;
}

interface ReturnOptions {
  readonly tellSubscribed: boolean;
  /** STATUS items to tell with each folder. */
  readonly status: readonly Value[] | undefined;
}

export type ListOptions = SelectionOptions & ReturnOptions;

/** `LIST (SUBSCRIBED) …` (RFC 5258 §3.1). */
export function parseSelectionOptions(session: Session, values: readonly Value[] | undefined): SelectionOptions {
  if (values !== undefined && !session.offers('LIST-EXTENDED')) throw bad('LIST takes two arguments');
  const words = wordsOf(values ?? []);
  if (words.some((word) => !['SUBSCRIBED', 'REMOTE', 'RECURSIVEMATCH', 'SPECIAL-USE'].includes(word)))
    throw bad('Unknown LIST selection option');
  return { onlySubscribed: words.includes('SUBSCRIBED'), onlySpecialUse: words.includes('SPECIAL-USE') };
}

/** `… RETURN (SUBSCRIBED CHILDREN STATUS (…))` (RFC 5258 §3.2, RFC 5819). */
export function parseReturnOptions(session: Session, args: Arguments): ReturnOptions {
  if (!args.takeWord('RETURN')) return { tellSubscribed: false, status: undefined };
  if (!session.offers('LIST-EXTENDED')) throw bad('LIST takes two arguments');
  const options = new Arguments(args.list());
  let [tellSubscribed, status]: [boolean, readonly Value[] | undefined] = [false, undefined];
  while (!options.done) {
    const word = options.word();
    if (word === 'SUBSCRIBED') tellSubscribed = true;
    else if (word === 'STATUS' && session.offers('LIST-STATUS')) status = options.list();
    else if (word !== 'CHILDREN' && word !== 'SPECIAL-USE') throw bad('Unknown LIST return option');
  }
  return { tellSubscribed, status };
}

function wordsOf(values: readonly Value[]): readonly string[] {
  const args = new Arguments(values);
  const words: string[] = [];
  while (!args.done) words.push(args.word());
  return words;
}
