import { isMailfoldError } from '@mailfold/kernel';
import type { MailSession, MovedMessage } from '@mailfold/mail-provider';
import type { Location } from '@mailfold/contracts';
import type { Move } from '../../domain/state.ts';
import { findArrived } from './find-arrived.ts';
import { type Ending, type Source, sourcesOf, type Task, uidsOf } from './task.ts';

const ELSEWHERE = 'The messages are no longer where they were: they were moved or deleted at the provider meanwhile.';

/**
 * Moves what is still at its place. What is not, is looked for in the target: there, it is our own attempt before whose
 * answer was lost; elsewhere, somebody else was faster and is right (ING-6).
 */
export const moveMessages = async (session: MailSession, task: Task, target: string): Promise<Ending> => {
  const moves: Move[] = [];
  const there = new Set<string>();
  for (const source of sourcesOf(task)) {
    if (source.path === target) for (const { messageId } of source.places) there.add(messageId);
    else moves.push(...(await movesFrom(session, task, source, target)));
  }
  for (const move of moves) there.add(move.messageId);
  moves.push(...(await lostMoves(session, task, target, there)));
  for (const move of moves) there.add(move.messageId);
  return there.size === 0 ? { kind: 'overtaken', reason: ELSEWHERE } : { kind: 'acknowledged', moves };
};

const movesFrom = async (session: MailSession, task: Task, source: Source, target: string): Promise<Move[]> => {
  const moved = new Map((await moveFrom(session, source, target)).map((one) => [one.from, one]));
  return source.places.flatMap(({ messageId, location }) => {
    const one = moved.get(location.uid);
    return one === undefined ? [] : [moveOf(task, messageId, location, target, one.to)];
  });
};

const moveFrom = async (session: MailSession, source: Source, target: string): Promise<readonly MovedMessage[]> => {
  try {
    return await session.move(source.path, uidsOf(source), target, source.epoch);
  } catch (error) {
    // UIDs of another epoch name other messages, or none.
    if (isMailfoldError(error, 'mail-provider/cursor-lost')) return [];
    if (isMailfoldError(error, 'mail-provider/gone') && !(await exists(session, source.path))) return [];
    throw error;
  }
};

/** `gone` may speak of either folder. */
const exists = async (session: MailSession, path: string): Promise<boolean> => {
  try {
    await session.open(path);
    return true;
  } catch (error) {
    if (isMailfoldError(error, 'mail-provider/gone')) return false;
    throw error;
  }
};

const lostMoves = async (
  session: MailSession,
  task: Task,
  target: string,
  there: ReadonlySet<string>,
): Promise<Move[]> => {
  const missing = task.messages.filter((message) => !there.has(message.messageId));
  if (missing.length === 0) return [];
  const arrived = await findArrived(session, target, missing);
  return missing.flatMap(({ messageId, places }) => {
    const to = arrived.get(messageId);
    return to === undefined ? [] : places.map(({ location }) => moveOf(task, messageId, location, target, to));
  });
};

/** The new place is named where sync knows the folder; a folder that was just made is not known yet. */
const moveOf = ({ folders }: Task, messageId: string, from: Location, target: string, to: MovedMessage['to']): Move => {
  const folder = folders.find((one) => one.path === target && one.epoch === to?.epoch);
  return {
    messageId,
    from,
    ...(folder === undefined || to === undefined ? {} : { to: { folderId: folder.id, ...to } }),
  };
};
