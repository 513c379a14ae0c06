import type { EventStore } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';
import { invalidInput } from '@mailfold/service-host';

const POSITION = /^\d{1,15}$/;

/** A position as outsiders see it: opaque to them, digits in fact. */
export const positionText = (position: number): string => String(position);

/** @param field which part of the request it came in. Throws `api/invalid`. */
export function positionOf(text: string, field: string): number {
  if (POSITION.test(text)) return Number(text);
  throw invalidInput([{ field, reason: 'not a position: send one as an event or `next` gave it, or leave it out' }]);
}

/** @returns the head. Throws `events/invalid-position`: who went on waiting there would miss what is appended meanwhile. */
export async function headAtLeast(events: EventStore, after: number): Promise<number> {
  const head = await events.head();
  if (after <= head) return head;
  throw new MailfoldError({
    code: 'events/invalid-position',
    message:
      `The log ends at ${head}, before the given position ${after}: it was set back to an older state, or the position is of ` +
      `another mailfold. Read again from the beginning, without a position; known ids are known events.`,
    details: { head, after },
  });
}
