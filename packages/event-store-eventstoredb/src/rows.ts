import type { ResolvedEvent } from '@eventstore/db-client';
import type { StoredRow } from '@mailfold/event-store';
import type { Json } from '@mailfold/kernel';
import { positionOf } from './place.ts';

/** An event of ours as it lies on the server. */
export interface FoundRow extends StoredRow {
  /** Which try wrote it; only the last event of an append carries it. */
  readonly attempt: string | undefined;
  readonly bytes: number;
}

// Beside our meta in the event's metadata; the server keeps names with a dollar for itself, so none of ours has one.
const ATTEMPT = '$attempt';

/** The metadata of an event that tells which try wrote it. */
export const marked = (meta: string, attempt: string): string =>
  JSON.stringify({ ...JSON.parse(meta), [ATTEMPT]: attempt });

/** The server writes events of its own into the log: their types or their streams begin with a dollar. */
const isSystem = (resolved: ResolvedEvent): boolean =>
  resolved.event === undefined || resolved.event.type.startsWith('$') || resolved.event.streamId.startsWith('$');

/** The row of an event, unless it is the server's own. */
function rowOf(resolved: ResolvedEvent): FoundRow | undefined {
  const { event } = resolved;
  if (event === undefined || isSystem(resolved)) return undefined;
  const { [ATTEMPT]: attempt, ...meta } = Object(event.metadata);
  // JSON was parsed by the client; what is not JSON no mailfold wrote, and its readers' schemas refuse it.
  const data = event.data as Json;
  return {
    position: positionOf(event.position),
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    type: event.type,
    recordedAt: event.created.toISOString(),
    data,
    meta,
    attempt: typeof attempt === 'string' ? attempt : undefined,
    bytes: JSON.stringify(data).length + JSON.stringify(meta).length,
  };
}

export const rowsOf = (resolved: readonly ResolvedEvent[]): FoundRow[] => resolved.flatMap((one) => rowOf(one) ?? []);
