import { rootOf, type ThreadRow, type WorkingSet } from './working-set.ts';

/** What was decided of a thread. */
export interface Sharing {
  readonly open: boolean;
  /** How much of the log whoever decided knew: merges after that are not part of what was decided on. */
  readonly knew: number;
  readonly at: string;
  readonly by: unknown;
}

/**
 * THR-5: a whole is shared only if all its parts are. Who decides may not have seen the newest merges; what is said of a thread counts for
 * the parts that it had then, so that a part that is shared late does not open the whole.
 */
export const decideSharing = (set: WorkingSet, threadId: string, sharing: Sharing): void => {
  const root = rootOf(set, threadId);
  if (root === undefined) return;
  for (const part of partsThen(set, threadId, sharing.knew)) {
    if (sharing.open && part.decidedAt > sharing.knew) continue;
    part.open = sharing.open;
    part.decidedAt = Math.max(part.decidedAt, sharing.knew);
    set.changed.threads.add(part.id);
  }
  settle(
    root,
    partsOf(set, root).every((part) => part.open),
    sharing,
  );
  set.changed.threads.add(root.id);
};

/** The whole as it is to be, and why. */
export const settle = (root: ThreadRow, shared: boolean, { at, by }: Pick<Sharing, 'at' | 'by'>): void => {
  if (shared !== root.shared) Object.assign(root, { shared, sharedAt: at, sharedBy: by });
};

const partsOf = (set: WorkingSet, root: ThreadRow): readonly ThreadRow[] => [root, ...(set.parts.get(root.id) ?? [])];

/** The thread and all that it had absorbed when the log was that long. */
const partsThen = (set: WorkingSet, threadId: string, knew: number): ThreadRow[] => {
  const head = headThen(set, threadId, knew);
  if (head === undefined) return [];
  return partsOf(set, rootOf(set, threadId) ?? head).filter((part) => headThen(set, part.id, knew) === head);
};

const headThen = (set: WorkingSet, threadId: string, knew: number): ThreadRow | undefined => {
  let thread = set.threads.get(threadId);
  while (thread?.parent !== undefined && (thread.absorbedAt ?? 0) <= knew) thread = set.threads.get(thread.parent);
  return thread;
};
