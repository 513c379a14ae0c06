import { localTime } from '../calendar/local-time.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** RFC 5322 §3.3 */
export function dateField(at: Date, offset: string): string {
  const time = localTime(at, offset);
  const clock = [time.hour, time.minute, time.second].map(two).join(':');
  return `${DAYS[time.weekday] ?? ''}, ${time.day} ${MONTHS[time.month - 1] ?? ''} ${time.year} ${clock} ${offset}`;
}
