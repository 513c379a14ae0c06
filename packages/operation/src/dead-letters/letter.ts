import type { DeadLetter } from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';
import type { DeadLetters, ParkedEvent } from '@mailfold/processor';

/** A dead letter's id names the group and the event, so that it stays the same when it is parked again. */
export const letterOf = ({
  processor,
  eventId,
  type,
  key,
  code,
  reason,
  waiting,
  parkedAt,
}: ParkedEvent): DeadLetter => ({
  id: `${processor}~${eventId}`,
  group: processor,
  eventId,
  type,
  key,
  reason: `${reason} (${code})`,
  waiting,
  at: parkedAt,
});

/** Of this tenant. */
export async function parkedNow(letters: DeadLetters, tenantId: string, id: string): Promise<ParkedEvent | undefined> {
  const [processor = '', eventId = ''] = id.split('~');
  const [found] = await letters.list({ processor, eventId, tenantId, limit: 1 });
  return found;
}

/** Throws `dead-letter/not-found`. */
export async function parkedOr404(letters: DeadLetters, tenantId: string, id: string): Promise<ParkedEvent> {
  const found = await parkedNow(letters, tenantId, id);
  if (found !== undefined) return found;
  throw new MailfoldError({
    code: 'dead-letter/not-found',
    message: `There is no dead letter ${id}: it was handled or discarded meanwhile, or never was.`,
  });
}
