import { type ListQuery, type QuarantinedMail, Time } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import { type Caller, cursor } from '@mailfold/service-host';
import { z } from 'zod';

const After = z.tuple([Time, z.uuid(), z.number(), z.number()]);

/** Mail that could not be read (ING-5), newest first. @returns undefined for an account that is not there for this caller */
export const readQuarantine = async (
  rows: ReadStore,
  caller: Caller,
  accountId: string,
  { limit, cursor: from }: ListQuery,
): Promise<{ readonly items: QuarantinedMail[]; readonly next?: string } | undefined> => {
  const account = await rows.query(
    'select 1 from accounts.account where account = $1 and tenant = $2 and ($3::uuid is null or owner = $3)',
    [accountId, caller.tenantId, caller.userId ?? null],
  );
  if (account.length === 0) return undefined;
  const after = from === undefined ? [null, null, null, null] : cursor.decode(from, After);
  const found = await rows.query<QuarantinedMail>(
    `select q.folder as "folderId", coalesce(f.path, '') as path, q.epoch, q.uid, q.code, q.reason, q.size, q.kept, q.reader, q.at
       from accounts.quarantine q left join accounts.folder f on f.account = q.account and f.folder = q.folder
      where q.account = $1
        and ($2::timestamptz is null or (q.at, q.folder, q.epoch, q.uid) < ($2, $3::uuid, $4::bigint, $5::bigint))
      order by q.at desc, q.folder desc, q.epoch desc, q.uid desc limit $6`,
    [accountId, ...after, limit + 1],
  );
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  return { items, next: cursor.encode([last.at, last.folderId, last.epoch, last.uid]) };
};
