import type { LocalTime } from './local-time.ts';

export type Language = 'en' | 'ja' | 'de' | 'sv' | 'ar' | 'he';

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
  sv: ['söndag', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag'],
  ar: ['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت'],
  he: ['יום ראשון', 'יום שני', 'יום שלישי', 'יום רביעי', 'יום חמישי', 'יום שישי', 'שבת'],
};

const words = (line: string): readonly string[] => line.split(' ');
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: words('January February March April May June July August September October November December'),
  ja: words('1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月'),
  de: words('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
  sv: words('januari februari mars april maj juni juli augusti september oktober november december'),
  ar: words('يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'),
  he: words('ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר'),
};

const at = (list: readonly string[], index: number): string => list[index] ?? '';

export const weekdayName = (language: Language, time: LocalTime): string => at(WEEKDAYS[language], time.weekday);

export const monthName = (language: Language, month: number): string =>
  at(MONTHS[language], (((month - 1) % 12) + 12) % 12);

/** A date as people write it in running text, without the year. */
export function dateInText(language: Language, time: LocalTime): string {
  const weekday = weekdayName(language, time);
  const month = monthName(language, time.month);
  switch (language) {
    case 'en':
      return `${weekday} ${time.day} ${month}`;
    case 'ja':
      return `${month}${time.day}日（${weekday}）`;
    case 'de':
      return `${weekday}, ${time.day}. ${month}`;
    case 'sv':
      return `${weekday} ${time.day} ${month}`;
    case 'ar':
      return `${weekday} ${time.day} ${month}`;
    case 'he':
      return `${weekday}, ${time.day} ב${month}`;
  }
}

const SCRIPTS: readonly (readonly [RegExp, Language])[] = [
  [/[\u3040-\u30ff\u4e00-\u9fff]/u, 'ja'],
  [/[\u0600-\u06ff]/u, 'ar'],
  [/[\u0590-\u05ff]/u, 'he'],
  [/\b(?:Guten|Grüße|Herr|vielen Dank)\b/u, 'de'],
  [/\b(?:Hej|Vänliga|Tack)\b/u, 'sv'],
];

/** Guesses the language of a text well enough to write a date in it. */
export function languageOf(text: string): Language {
  return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? 'en';
}

export const isRightToLeft = (text: string): boolean => /[\u0590-\u06ff]/u.test(text);
