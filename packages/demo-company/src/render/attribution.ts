import { dateInText, monthName, weekdayName, type Language } from '../calendar/date-words.ts';
import { localTime, type LocalTime } from '../calendar/local-time.ts';
import type { QuoteName } from './quote-name.ts';
import type { Written } from './written.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (time: LocalTime): string => `${two(time.hour)}:${two(time.minute)}`;
const halfDay = (time: LocalTime): string =>
  `${time.hour % 12 === 0 ? 12 : time.hour % 12}:${two(time.minute)} ${time.hour < 12 ? 'AM' : 'PM'}`;
const short = (word: string): string => word.slice(0, 3);
const slashed = (time: LocalTime): string => `${time.year}/${two(time.month)}/${two(time.day)}`;
const english = (time: LocalTime): string =>
  `${weekdayName('en', time)}, ${monthName('en', time.month)} ${time.day}, ${time.year} ${halfDay(time)}`;

const people = (list: Written['to']): string => list.map((who) => `${who.name} <${who.address}>`).join('; ');

/** The block of header fields that Outlook puts over what it answers, in its own language. */
function fieldBlock(labels: readonly string[], parent: Written, sent: string): readonly string[] {
  const [from = '', date = '', to = '', cc = '', subject = ''] = labels;
  return [
    `${from} ${parent.from.name} <${parent.from.address}>`,
    `${date} ${sent}`,
    `${to} ${people(parent.to)}`,
    ...(parent.cc.length === 0 ? [] : [`${cc} ${people(parent.cc)}`]),
    `${subject} ${parent.subject}`,
  ];
}

const EN = ['From:', 'Sent:', 'To:', 'Cc:', 'Subject:'];
const DE = ['Von:', 'Gesendet:', 'An:', 'Cc:', 'Betreff:'];
const SV = ['Från:', 'Skickat:', 'Till:', 'Kopia:', 'Ämne:'];
const JA = ['差出人:', '送信日時:', '宛先:', 'CC:', '件名:'];

const dayMonthYear = (language: Language, time: LocalTime): string =>
  `${dateInText(language, time)} ${time.year} ${clock(time)}`;

/** The lines that a mail program writes above the text it quotes; `offset` is the writer's clock. */
export function attribution(quote: QuoteName, parent: Written, offset: string): readonly string[] {
  const time = localTime(parent.date, offset);
  const who = `${parent.from.name} <${parent.from.address}>`;
  const month = monthName('en', time.month);
  switch (quote) {
    case 'gmail':
      return [
        `On ${short(weekdayName('en', time))}, ${short(month)} ${time.day}, ${time.year} at ${halfDay(time)} ${who} wrote:`,
      ];
    case 'gmailJa':
      return [`${time.year}年${time.month}月${time.day}日(${weekdayName('ja', time)}) ${clock(time)} ${who}:`];
    case 'apple':
      return [`On ${time.day} ${short(month)} ${time.year}, at ${clock(time)}, ${who} wrote:`];
    case 'thunderbird':
      return [`On ${two(time.day)}/${two(time.month)}/${time.year} ${clock(time)}, ${parent.from.name} wrote:`];
    case 'thunderbirdJa':
      return [`On ${slashed(time)} ${clock(time)}, ${parent.from.name} wrote:`];
    case 'jaMail':
      return [`${slashed(time)} ${clock(time)}、${parent.from.name} さんは書きました:`];
    case 'outlook':
      return [...fieldBlock(EN, parent, english(time)), ''];
    case 'outlookDe':
      return [...fieldBlock(DE, parent, dayMonthYear('de', time)), ''];
    case 'outlookSv':
      return [...fieldBlock(SV, parent, `den ${dayMonthYear('sv', time)}`), ''];
    case 'outlookJa':
      return [...fieldBlock(JA, parent, `${time.year}年${dateInText('ja', time)} ${clock(time)}`), ''];
    case 'originalMessage':
      return ['-----Original Message-----', ...fieldBlock(EN, parent, english(time)), ''];
    case 'originalMessageJa':
      return ['----- Original Message -----', ...fieldBlock(EN, parent, english(time)), ''];
  }
}

/** The lines above a mail that is passed on; quoted lines are never marked then. */
export function forwardHead(quote: QuoteName, parent: Written, offset: string): readonly string[] {
  const time = localTime(parent.date, offset);
  const fields = fieldBlock(EN, parent, english(time));
  if (quote === 'apple') return ['Begin forwarded message:', '', ...fields, ''];
  if (!marksLines(quote)) return attribution(quote, parent, offset);
  return ['---------- Forwarded message ---------', ...fields, ''];
}

/** Whether the program marks quoted lines with `>`, or lets them stand as they are. */
export function marksLines(quote: QuoteName): boolean {
  switch (quote) {
    case 'outlook':
    case 'outlookDe':
    case 'outlookSv':
    case 'outlookJa':
    case 'originalMessage':
      return false;
    case 'gmail':
    case 'gmailJa':
    case 'apple':
    case 'thunderbird':
    case 'thunderbirdJa':
    case 'jaMail':
    case 'originalMessageJa':
      return true;
  }
}
