import type { Arguments } from '../protocol/arguments.ts';
import { bad } from '../protocol/command-refused.ts';
import { formatNumbers } from '../protocol/number-ranges.ts';
import { textOf } from '../protocol/value.ts';
import type { Session } from '../session/session.ts';
import { type Hit, highestOf } from './search-hit.ts';

const OPTIONS = ['MIN', 'MAX', 'ALL', 'COUNT'] as const;
type ReturnOption = (typeof OPTIONS)[number];

/** RETURN of ESEARCH (RFC 4731 §3.1); an empty list means ALL. */
export function returnOptions(session: Session, args: Arguments): readonly ReturnOption[] | undefined {
  if (!session.offers('ESEARCH') || !args.takeWord('RETURN')) return undefined;
  const words = args.list().map((value) => (textOf(value) ?? '').toUpperCase());
  const options = OPTIONS.filter((option) => words.includes(option));
  if (options.length !== words.length) throw bad('Unknown RETURN option');
  return options.length === 0 ? ['ALL'] : options;
}

export interface EsearchAnswer {
  readonly options: readonly ReturnOption[];
  readonly byModseq: boolean;
  readonly byUid: boolean;
}

export function writeEsearch(session: Session, hits: readonly Hit[], answer: EsearchAnswer): void {
  const parts = answer.options.flatMap((option) =>
    esearchItem(
      option,
      hits.map((hit) => hit.number),
    ),
  );
  const modseq = answer.byModseq && hits.length > 0 ? [`MODSEQ ${highestOf(hits)}`] : [];
  const uid = answer.byUid ? ['UID'] : [];
  const line = ['* ESEARCH', `(TAG "${session.tag}")`, ...uid, ...parts, ...modseq].join(' ');
  session.connection.write(`${line}\r\n`);
}

function esearchItem(option: ReturnOption, numbers: readonly number[]): readonly string[] {
  if (option === 'COUNT') return [`COUNT ${numbers.length}`];
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (option === 'ALL') return [`ALL ${formatNumbers(numbers)}`];
  return [option === 'MIN' ? `MIN ${first}` : `MAX ${last}`];
}
