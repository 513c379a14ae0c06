import pg from 'pg';

type Parse = (text: string) => unknown;

const UTC_STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/**
 * PostgreSQL's text of a `timestamptz` in a UTC session as RFC 3339 with milliseconds (further digits are cut).
 * `infinity`, years before 1 and after 9999 have no such form and stay as they are.
 */
export function isoTime(text: string): string {
  const parts = UTC_STAMP.exec(text);
  if (parts === null) return text;
  const millis = (parts[3] ?? '').padEnd(3, '0').slice(0, 3);
  return `${parts[1]}T${parts[2]}.${millis}Z`;
}

const asText: Parse = (text) => text;

const { DATE, INT8, TIMESTAMP, TIMESTAMPTZ, UUID } = pg.types.builtins;

// pg has no names for the oids of array types.
const ARRAY_OF = { date: 1182, int8: 1016, text: 1009, timestamp: 1115, timestamptz: 1185, uuid: 2951 };

const texts: (text: string) => readonly (string | null)[] = pg.types.getTypeParser(ARRAY_OF.text);

const listOf =
  (parse: Parse): Parse =>
  (text) =>
    texts(text).map((entry) => (entry === null ? null : parse(entry)));

const PARSERS = new Map<number, Parse>([
  [INT8, Number],
  [TIMESTAMPTZ, isoTime],
  // A time without a zone is no instant: pg's default would read it in this machine's zone.
  [TIMESTAMP, asText],
  [DATE, asText],
  [UUID, asText],
  [ARRAY_OF.int8, listOf(Number)],
  [ARRAY_OF.timestamptz, listOf(isoTime)],
  [ARRAY_OF.timestamp, listOf(asText)],
  [ARRAY_OF.date, listOf(asText)],
  [ARRAY_OF.uuid, listOf(asText)],
]);

/** What a column's text becomes in JavaScript, as the `Sql` port promises. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS.get(oid)) ?? pg.types.getTypeParser(oid, format),
};
