import { MessageRestored, MessageWithdrawn, type Scope, type Start } from '@mailfold/contracts';
import type { ScopePreview } from '@mailfold/contracts/http';
import type { EventStore } from '@mailfold/event-store';
import type { ReadStore } from '@mailfold/read-store';
import { foresee, type Foreseen } from '../domain/decide/foresee.ts';
import { startOf } from '../domain/mailbox-rules.ts';
import type { Folder } from '../domain/state.ts';
import { loadMailbox } from './mailbox-load.ts';
import { messagePages } from './message-pages.ts';
import { reachOf } from './scope-reach.ts';
import type { ConnectAccount } from './worker-factory.ts';

export interface ScopePreviewParts {
  readonly rows: ReadStore;
  readonly events: EventStore;
  readonly connect: ConnectAccount;
}

interface Change {
  readonly scope: Scope;
  readonly start: Start;
}

/** SCO-2: what a changed scope would do. Asks the provider only when there is history to read. */
export const previewScope = async (
  parts: ScopePreviewParts,
  accountId: string,
  change: Change,
): Promise<ScopePreview> => {
  const withdrawn = new Set<string>();
  let restored = 0;
  for await (const page of messagePages(parts.rows, accountId)) {
    for (const told of (await foreseen(parts, accountId, change, page)).messages) {
      if (MessageWithdrawn.is(told)) withdrawn.add(told.data.messageId);
      if (MessageRestored.is(told)) restored += 1;
    }
  }
  const { opened } = await foreseen(parts, accountId, change, []);
  return {
    withdraws: { messages: withdrawn.size, ...(await reachOf(parts.events, accountId, withdrawn)) },
    restores: { messages: restored },
    backfills: { messages: await toFetch(parts, accountId, opened, change), folders: opened.length },
  };
};

const foreseen = (
  { rows }: ScopePreviewParts,
  accountId: string,
  change: Change,
  messageIds: readonly string[],
): Promise<Foreseen> => {
  const command = { id: '', tenantId: '', key: accountId, at: '', body: { kind: 'scope' as const, messageIds } };
  return rows.transaction(async (sql) =>
    foresee(await loadMailbox(sql, accountId, { events: [], commands: [command] }), change, messageIds),
  );
};

/** Mail that the server has since the start and that the ledger does not account for once the scope is that. */
const toFetch = async (
  { rows, connect }: ScopePreviewParts,
  accountId: string,
  opened: readonly Folder[],
  { start }: Change,
): Promise<number> => {
  if (opened.length === 0) return 0;
  const since = startOf(start);
  await using session = await connect(accountId);
  let sum = 0;
  for (const { id, path, epoch } of opened) {
    const uids = await session.uids(path, since === undefined ? {} : { since: new Date(since) });
    const [row] = await rows.query<{ count: number }>(UNKNOWN, [accountId, id, epoch, uids]);
    sum += row?.count ?? 0;
  }
  return sum;
};

const UNKNOWN = `
  select count(*)::int as count from unnest($4::bigint[]) as u (uid)
   where not exists (select 1 from ingest.place p where p.account = $1 and p.folder = $2 and p.epoch = $3 and p.uid = u.uid
       and not exists (select 1 from ingest.message m where m.account = $1 and m.message = p.message and m.raw_deleted))
     and not exists (select 1 from ingest.skip s where s.account = $1 and s.folder = $2 and s.epoch = $3 and u.uid between s.first and s.last
       and s.rule not in ('before-start', 'out-of-scope', 'location-only'))`;
