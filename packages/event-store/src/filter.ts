import type { EventFilter } from './event-store.ts';
import type { StoredEvent } from './events.ts';

/** A test for the filter's events, made once for many. */
export function matcher(filter: EventFilter | undefined): (event: StoredEvent) => boolean {
  const { types = [], tenantId } = filter ?? {};
  const exact = new Set(types.filter((type) => !type.endsWith('.')));
  const contexts = types.filter((type) => type.endsWith('.'));
  const typed = (type: string): boolean =>
    types.length === 0 || exact.has(type) || contexts.some((context) => type.startsWith(context));
  return (event) => typed(event.type) && (tenantId === undefined || event.meta.tenantId === tenantId);
}

export const matchesAll = (filter: EventFilter | undefined): boolean =>
  (filter?.types ?? []).length === 0 && filter?.tenantId === undefined;
