const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC (RFC 5322 §4.3); military letters other than Z mean nothing and count as UTC. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  jst: 540,
  kst: 540,
  cet: 60,
  cest: 120,
  bst: 60,
};

// No part can match what its neighbour matches, so there is nothing to go back over.
const DATE =
  /^(?:[a-z]{3,9}\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})[\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([+-]\d{4}|[a-z]{1,5})?/;

/**
 * The Date header as ISO 8601 in UTC (RFC 5322 §3.3, with the obsolete forms of §4.3). A missing zone counts as UTC, so that the answer
 * does not depend on the machine.
 * @returns undefined when it cannot be read
 */
export function parseMailDate(raw: string): string | undefined {
  if (raw.length > 200) return undefined;
  const found = DATE.exec(raw.trim().toLowerCase());
  if (found === null) return undefined;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone] = found;
  const monthIndex = MONTHS.indexOf(month);
  if (monthIndex === -1) return undefined;
  const utc = instant([fullYear(year), monthIndex, Number(day)], [Number(hour), Number(minute), Number(second)]);
  return utc === undefined ? undefined : shifted(utc, zone);
}

// RFC 5322 §4.3: two digits below 50 are 20xx, other two and three digits count from 1900.
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return text.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

type Three = readonly [number, number, number];

function instant([year, month, day]: Three, [hour, minute, second]: Three): number | undefined {
  if (hour > 24 || minute > 59 || second > 60 || day < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month) return undefined;
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

function shifted(utc: number, zone: string | undefined): string {
  return new Date(utc - offsetMinutes(zone) * 60_000).toISOString();
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined) return 0;
  if (!/^[+-]/.test(zone)) return ZONES[zone] ?? 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}
