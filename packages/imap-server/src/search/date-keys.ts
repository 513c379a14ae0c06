import { headerValue } from '../message/header-fields.ts';
import type { Arguments } from '../protocol/arguments.ts';
import { parseDate } from '../protocol/date-time.ts';
import type { Candidate, SearchKey } from './search-key.ts';

const DAY = 86_400_000;

/** Keys that compare days: those of arrival in UTC, and with SENT those that the Date field names, whatever its zone. */
export function dateKey(word: string, args: Arguments): SearchKey | undefined {
  const found = /^(SENT)?(BEFORE|ON|SINCE)$/.exec(word);
  if (found === null) return undefined;
  const wanted = parseDate(args.string());
  const dayOf = found[1] === undefined ? arrivalDay : sentDay;
  return (candidate) => compare(found[2] ?? '', dayOf(candidate), wanted);
}

function compare(how: string, day: number, wanted: number): boolean {
  if (how === 'BEFORE') return day < wanted;
  return how === 'ON' ? day === wanted : day >= wanted;
}

const arrivalDay = ({ message }: Candidate): number => Math.floor(message.internalDate / DAY) * DAY;

function sentDay(candidate: Candidate): number {
  const field = headerValue(candidate.fields(), 'date') ?? '';
  const day = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})/.exec(field);
  return day === null ? Number.NaN : Date.parse(`${day[1]} ${day[2]} ${day[3]} UTC`);
}
