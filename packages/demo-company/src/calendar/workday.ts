import { offsetMinutes } from './local-time.ts';

const DAY = 86_400_000;

/** Midnight UTC of the day that `now` is in: all that the content depends on. */
export function startOfDay(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY) * DAY);
}

const isWeekend = (day: Date): boolean => day.getUTCDay() === 0 || day.getUTCDay() === 6;

/** The `count`-th weekday before `day` (midnight UTC), or after it for a negative count. */
export function workdaysBefore(day: Date, count: number): Date {
  const step = count < 0 ? DAY : -DAY;
  let found = day;
  for (let left = Math.abs(count); left > 0;) {
    found = new Date(found.getTime() + step);
    if (!isWeekend(found)) left -= 1;
  }
  return found;
}

/** When it is `time` ("16:05") on a clock at `offset`, `ago` weekdays before `today`. */
export function momentAgo(today: Date, ago: number, time: string, offset: string): Date {
  const [hour, minute] = time.split(':').map(Number);
  const local = ((hour ?? 0) * 60 + (minute ?? 0) - offsetMinutes(offset)) * 60_000;
  return new Date(workdaysBefore(today, ago).getTime() + local);
}
