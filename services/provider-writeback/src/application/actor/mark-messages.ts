import { isMailfoldError } from '@mailfold/kernel';
import { type MailSession, mailProviderError, type UidFlags } from '@mailfold/mail-provider';
import { type Ending, type Source, sourcesOf, type Task, uidsOf } from './task.ts';

const GONE = 'The messages are no longer where they were: they were moved or deleted at the provider meanwhile.';

/** Marks what is not as wanted, at every place (WBK-3). */
export const markMessages = async (session: MailSession, task: Task, seen: boolean): Promise<Ending> => {
  let found = 0;
  for (const source of sourcesOf(task)) found += await markIn(session, source, seen);
  return found === 0 ? { kind: 'overtaken', reason: GONE } : { kind: 'acknowledged', moves: [] };
};

/** @returns how many of the messages are there */
const markIn = async (session: MailSession, source: Source, seen: boolean): Promise<number> => {
  const present = await look(session, source);
  const other = present.filter(({ flags }) => flags.seen !== seen).map(({ uid }) => uid);
  if (other.length === 0) return present.length;
  const marked = await session.setSeen(source.path, other, seen, source.epoch);
  if (marked.length < other.length) await requireMarked(session, source, seen);
  return present.length;
};

const look = async (session: MailSession, source: Source): Promise<readonly UidFlags[]> => {
  try {
    const { epoch } = await session.open(source.path);
    return epoch === source.epoch ? await session.flags(source.path, uidsOf(source)) : [];
  } catch (error) {
    if (isMailfoldError(error, 'mail-provider/gone')) return [];
    throw error;
  }
};

/** A server may say OK and change nothing (a read-only folder, a flag it does not keep). */
const requireMarked = async (session: MailSession, source: Source, seen: boolean): Promise<void> => {
  const unchanged = (await look(session, source)).filter(({ flags }) => flags.seen !== seen).length;
  if (unchanged === 0) return;
  throw mailProviderError(
    'rejected',
    `The provider accepted the mark and did not keep it on ${unchanged} messages: the folder may be read-only for this login.`,
  );
};
