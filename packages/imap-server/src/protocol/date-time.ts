import { bad } from './command-refused.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE_TIME = /^([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;
const DATE = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/;

const two = (number: number): string => String(number).padStart(2, '0');

/** `17-Jul-1996 02:44:25 +0000` (RFC 3501 §9, date-time). */
export function formatDateTime(ms: number): string {
  const at = new Date(ms);
  const day = String(at.getUTCDate()).padStart(2, ' ');
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  return `${day}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${time} +0000`;
}

/** @returns milliseconds since 1970 */
export function parseDateTime(text: string): number {
  const found = DATE_TIME.exec(text);
  if (found === null) throw bad('Not a date-time');
  const [, day, month = '', year, hour, minute, second, sign, zoneHour, zoneMinute] = found;
  const local = Date.UTC(Number(year), monthOf(month), Number(day), Number(hour), Number(minute), Number(second));
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return sign === '-' ? local + zone : local - zone;
}

/** `1-Feb-1994` as the start of that day in UTC, in milliseconds. */
export function parseDate(text: string): number {
  const found = DATE.exec(text);
  if (found === null) throw bad('Not a date');
  const [, day, month = '', year] = found;
  return Date.UTC(Number(year), monthOf(month), Number(day));
}

function monthOf(name: string): number {
  const month = MONTHS.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  if (month < 0) throw bad('Not a month');
  return month;
}
