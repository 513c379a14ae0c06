import {
  AccountConnected,
  ContactLinked,
  ContactUnlinked,
  DealLinked,
  DealSuggested,
  DealUnlinked,
  FlagsChanged,
  FolderDiscovered,
  FolderGone,
  FolderRenamed,
  FolderWatchChanged,
  MessageAttached,
  MessageHidden,
  MessageMoved,
  MessageObserved,
  MessageRestored,
  MessageShown,
  MessageWithdrawn,
  OrganisationLinked,
  OrganisationUnlinked,
  ThreadArchived,
  ThreadDeleted,
  ThreadMadePrivate,
  ThreadMarkedRead,
  ThreadMarkedUnread,
  ThreadShared,
  ThreadsMerged,
  ThreadStarted,
  ThreadUnarchived,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { type View, whenFollowed } from '@mailfold/processor';
import type { Sql } from '@mailfold/read-store';
import { foldLinks } from './fold-links.ts';
import { foldMail } from './fold-mail.ts';
import { foldThreads } from './fold-threads.ts';
import { load } from './load.ts';
import { save } from './save.ts';
import { hashed, readersIndexes, tables } from './tables.ts';
import type { WorkingSet } from './working-set.ts';

const FOLDED = [
  AccountConnected,
  FolderDiscovered,
  FolderRenamed,
  FolderGone,
  FolderWatchChanged,
  MessageObserved,
  MessageMoved,
  FlagsChanged,
  MessageWithdrawn,
  MessageRestored,
  ThreadStarted,
  MessageAttached,
  ThreadsMerged,
  ContactLinked,
  ContactUnlinked,
  OrganisationLinked,
  OrganisationUnlinked,
  DealLinked,
  DealUnlinked,
  DealSuggested,
  ThreadShared,
  ThreadMadePrivate,
  MessageHidden,
  MessageShown,
  ThreadArchived,
  ThreadUnarchived,
  ThreadDeleted,
  ThreadMarkedRead,
  ThreadMarkedUnread,
];

/** `projections.threads`: every mailbox, and the timelines of deals, contacts and organisations. */
export const threadsView: View = {
  name: 'threads',
  version: 3,
  handles: FOLDED.map((one) => one.type),
  // Every message but a draft is attached to its thread soon after.
  ripe: whenFollowed(
    (event) => (MessageObserved.is(event) && event.data.direction !== 'draft' ? event.data.messageId : undefined),
    (event) => (MessageAttached.is(event) ? event.data.messageId : undefined),
  ),
  tables,
  readersIndexes,
  hashed,
  apply: async (sql, events) => {
    await foldInto(sql, events);
  },
};

/** Folds a batch into the view's tables. @returns the rows that it touched, as they are now */
export const foldInto = async (sql: Sql, events: readonly StoredEvent[]): Promise<WorkingSet> => {
  const set = await load(sql, events);
  for (const event of events) {
    foldMail(set, event);
    foldThreads(set, event);
    foldLinks(set, event);
  }
  await save(sql, set);
  return set;
};
