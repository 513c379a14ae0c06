import { type EventFilter, matcher, plainCodec, type StoredRow, type Upcasters } from '@mailfold/event-store';

/**
 * A test for rows whose type the filter asks for, before they are decoded. Older versions pass too: they are read as the
 * newest. (`readAll` of the client takes a filter and does not send it, so all filtering of reads is done here.)
 */
export function wantedTypes(filter: EventFilter | undefined, upcasters: Upcasters): (row: StoredRow) => boolean {
  const types = filter?.types ?? [];
  const stored = types.flatMap((type) => (type.endsWith('.') ? [type] : upcasters.storedTypesOf(type)));
  const matches = matcher({ types: stored });
  return (row) => matches(plainCodec.decode(row));
}
