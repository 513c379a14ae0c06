import type { ThreadVisibility } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { UserCaller } from '@mailfold/service-host';
import type { z } from 'zod';
import { mayView } from '../may-view.ts';

interface Found {
  readonly id: string;
  readonly owner: string;
  readonly shared: boolean;
  readonly since: string;
  readonly by: { readonly kind: string; readonly rule?: string; readonly reason?: string } | null;
}

interface Viewer {
  readonly id: string;
  readonly name: string;
}

/** Who may see a thread now, and why; its owner alone may ask (VIS-7). */
export const readVisibility = async (
  rows: ReadStore,
  caller: UserCaller,
  threadId: string,
): Promise<z.input<typeof ThreadVisibility> | undefined> => {
  const [thread] = await rows.query<Found>(
    `select t.thread as id, t.owner, t.shared, t.shared_at as since, t.shared_by as by
       from threads.thread named join threads.thread t on t.account = named.account and t.thread = named.root
      where named.thread = $1 and t.tenant = $2 and t.owner = $3 and t.messages > 0`,
    [threadId, caller.tenantId, caller.userId],
  );
  if (thread === undefined) return undefined;
  const [owner] = await rows.query<Viewer>(
    'select external_id as id, name from records.usr where tenant = $1 and id = $2',
    [caller.tenantId, thread.owner],
  );
  const colleagues = await rows.query<Viewer>(
    `select u.external_id as id, u.name from threads.thread t join records.usr u on u.tenant = t.tenant and u.id <> t.owner
      where t.thread = $1 and t.tenant = $2 and ${mayView('u.id')} order by u.name, u.external_id`,
    [thread.id, caller.tenantId],
  );
  return {
    threadId: thread.id,
    visibility: thread.shared ? 'shared' : 'private',
    because: inWords(thread),
    since: thread.since,
    viewers: [
      { user: owner ?? { id: thread.owner, name: thread.owner }, because: 'owner' },
      ...colleagues.map((user) => ({ user, because: 'may see every linked record' })),
    ],
  };
};

const REASONS: Readonly<Record<string, string>> = {
  merge: 'a merge never widens',
  'record-removed': 'a linked record was taken away, and only the owner widens',
  'user-removed': 'its user was removed',
  deleted: 'it was deleted',
};

const inWords = ({ by }: Found): string => {
  if (by === null) return 'threads start private';
  if (by.kind === 'user') return 'by the owner';
  if (by.kind === 'default') return "by the account's default";
  return REASONS[by.reason ?? ''] ?? `by the rule ${by.rule ?? 'unknown'}`;
};
