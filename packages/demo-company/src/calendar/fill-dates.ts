import { dateInText, languageOf, monthName, weekdayName } from './date-words.ts';
import { localTime } from './local-time.ts';
import { startOfDay, workdaysBefore } from './workday.ts';

const MARK = /\{(?:(?<days>[+-]\d+)(?<weekday>w?)|m(?<month>[+-]\d+)?|y(?<year>[+-]\d+)?)\}/gu;

/**
 * Writes real dates for the marks of a text: `{+3}` the third weekday from `sent`, `{+3w}` only its name,
 * `{m}` `{m+1}` a month's name, `{y}` `{y+1}` a year; in the text's own language.
 */
export function fillDates(text: string, sent: Date): string {
  const language = languageOf(text);
  const today = localTime(sent, '+0000');
  return text.replace(MARK, (_mark, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (groups['days'] !== undefined) {
      const day = localTime(workdaysBefore(startOfDay(sent), -Number(groups['days'])), '+0000');
      return groups['weekday'] ? weekdayName(language, day) : dateInText(language, day);
    }
    if (_mark.startsWith('{m')) return monthName(language, today.month + Number(groups['month'] ?? 0));
    return String(today.year + Number(groups['year'] ?? 0));
  });
}
