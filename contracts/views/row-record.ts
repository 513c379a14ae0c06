import { ROW_HEADER } from './row-headers.ts';

/** A row of a view on its topic. */
export interface RowRecord {
  readonly key: string;
  /** The row as JSON; null where it is taken back: a tombstone. */
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * @param row as its view's schema has it; undefined takes it back
 * @param position of the event after which the row is so: tells of a tombstone, too, from where on the row is not served (VIS-4)
 */
export const rowRecord = (topic: string, key: string, row: unknown, position: number): RowRecord => ({
  key,
  value: row === undefined ? null : Buffer.from(JSON.stringify(row)),
  headers: {
    [ROW_HEADER.contentType]: 'application/json',
    [ROW_HEADER.schema]: topic,
    [ROW_HEADER.position]: String(position),
  },
});
