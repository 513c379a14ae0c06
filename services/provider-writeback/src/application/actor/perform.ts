import type { MailSession } from '@mailfold/mail-provider';
import { markMessages } from './mark-messages.ts';
import { moveMessages } from './move-messages.ts';
import type { TargetFolders } from './target-folders.ts';
import type { Ending, Task } from './task.ts';

/**
 * Makes it so at the provider, touching the named messages only; may be repeated after a lost answer.
 * Rejects with a code of `MailSession`.
 */
export const perform = async (session: MailSession, targets: TargetFolders, task: Task): Promise<Ending> => {
  switch (task.change) {
    case 'archive':
    case 'unarchive':
    case 'delete':
      return moveMessages(session, task, await targets.pathFor(task.change));
    case 'read':
    case 'unread':
      return markMessages(session, task, task.change === 'read');
  }
};
