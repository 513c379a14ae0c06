import { type ApiClient, everyItem } from '@mailfold/client';
import { baseSubject } from '@mailfold/mail';

/** What the owner would click: the conversations that she keeps for herself become private. */
export const keepPrivate = async (owner: ApiClient, subjects: readonly string[]): Promise<number> => {
  const wanted = new Set(subjects.map(baseSubject));
  const threads: string[] = [];
  for await (const thread of everyItem((cursor) => owner.mailbox.threads({ folder: 'all', cursor, limit: 200 }))) {
    if (thread.visibility === 'shared' && wanted.has(baseSubject(thread.subject))) threads.push(thread.id);
  }
  if (threads.length > 0) await owner.threads.share('private', threads);
  return threads.length;
};
