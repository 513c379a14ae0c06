import { cleanText } from '@mailfold/kernel';
import type { DeadLetter } from '@mailfold/message-bus';
import type { ReadStore } from '@mailfold/read-store';

const COPY = `
  insert into message_bus.dead_letter (group_name, event_id, type, stream, revision, position, reason)
  values ($1, $2, $3, $4, $5, $6, $7) on conflict (group_name, event_id) do nothing`;

/** Where the event lies and why it was parked. Not its content: that stays in the store, sealed as it is there. */
export async function copyDeadLetter(rows: ReadStore, { group, event, reason }: DeadLetter): Promise<void> {
  const { id, type, stream, revision, position } = event;
  await rows.query(COPY, [group, id, type, stream, revision, position, cleanText(reason)]);
}
