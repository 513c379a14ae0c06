import type { FetchItem } from '../fetch/fetch-item.ts';
import type { Session } from '../session/session.ts';

/** Reading a body without PEEK sets \Seen (RFC 3501 §6.4.5). */
export async function markSeen(session: Session, items: readonly FetchItem[], uids: readonly number[]): Promise<void> {
  const { folder, readOnly } = session.open;
  if (readOnly || !items.some((item) => item.kind === 'section' && !item.peek)) return;
  await session.mail.setFlags(folder.path, { uids, operation: 'add', flags: ['\\Seen'] });
}
