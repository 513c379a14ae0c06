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
  MessageAttached,
  MessageHidden,
  MessageMoved,
  MessageObserved,
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
import type { View } from '@mailfold/processor';
import { foldLinks } from './fold-links.ts';
import { foldMail } from './fold-mail.ts';
import { foldThreads } from './fold-threads.ts';
import { load } from './load.ts';
import { save } from './save.ts';
import { hashed, tables } from './tables.ts';

const FOLDED = [
  AccountConnected,
  FolderDiscovered,
  FolderRenamed,
  FolderGone,
  MessageObserved,
  MessageMoved,
  FlagsChanged,
  MessageWithdrawn,
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
  version: 2,
  handles: FOLDED.map((one) => one.type),
  tables,
  hashed,
  apply: async (sql, events) => {
    const set = await load(sql, events);
    for (const event of events) {
      foldMail(set, event);
      foldThreads(set, event);
      foldLinks(set, event);
    }
    await save(sql, set);
  },
};
