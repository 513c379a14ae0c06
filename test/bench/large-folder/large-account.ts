import type { DovecotVariant } from '@mailfold/dev-env';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseOf } from '../engine/database-of.ts';
import { EngineProcess } from '../engine/engine-process.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { CountingProxy, type Piece } from './counting-proxy.ts';
import { type LargeMailbox, serveLargeMailbox } from './large-mailbox.ts';

const ROUND_MS = 3_600_000;
const LOOK_MS = 20;
const PATIENCE_MS = 300_000;
/** Long enough that the engine has lost its connections, short enough that it does not rest long. */
const CUT_MS = 300;

type Rows = Awaited<ReturnType<typeof databaseOf>>;

/** An account of one large folder that is proved complete; its line to the server is counted and can be cut. */
export interface LargeAccount extends AsyncDisposable {
  readonly mailbox: LargeMailbox;
  /** Cuts the line, mends it, and waits. @returns what was said from the mending until the event was there */
  afterCut(event: string, meanwhile?: () => Promise<unknown>): Promise<Catch>;
}

export interface Catch {
  readonly pieces: readonly Piece[];
  /** `performance.now()` of when the event was seen in the log. */
  readonly seenAt: number;
}

export async function connectLargeAccount(count: number, variant: DovecotVariant): Promise<LargeAccount> {
  await using stack = new AsyncDisposableStack();
  const mailbox = stack.use(await serveLargeMailbox(count, variant));
  const proxy = stack.use(await CountingProxy.start(mailbox.server.port));
  const folder = stack.use(await TemporaryFolder.make('large'));
  const engine = stack.use(await EngineProcess.start({ dataDirectory: folder.path, roundMs: ROUND_MS }, undefined));
  const { id } = await engine.client.accounts.connect({
    owner: 'owner',
    address: 'me@bench.example',
    servers: { imap: { host: '127.0.0.1', port: proxy.port, tls: 'none' } },
    credentials: { kind: 'password', login: mailbox.user, password: mailbox.password },
  });
  await engine.settle();
  const rows = stack.use(await databaseOf(folder.path));
  const open = stack.move();
  return {
    mailbox,
    afterCut: async (event, meanwhile) => {
      const head = await headOf(rows, id);
      proxy.cut();
      await meanwhile?.();
      await pause(CUT_MS);
      proxy.taken();
      proxy.mend();
      const seenAt = await seen(rows, id, event, head);
      return { pieces: proxy.taken().filter(({ at }) => at <= seenAt), seenAt };
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function headOf(rows: Rows, account: string): Promise<number> {
  const [row] = await rows.query<{ revision: number }>(
    `select coalesce(max(revision), -1)::int as revision from event_store.event where stream = 'ingest-' || $1::text`,
    [account],
  );
  return row?.revision ?? -1;
}

async function seen(rows: Rows, account: string, event: string, after: number): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await rows.query(
      `select 1 from event_store.event where stream = 'ingest-' || $1::text and revision > $2 and type = $3 limit 1`,
      [account, after, event],
    );
    if (found.length > 0) return performance.now();
    if (performance.now() > end) throw new Error(`no ${event} after ${PATIENCE_MS} ms`);
    await pause(LOOK_MS);
  }
}
