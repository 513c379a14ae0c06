import type { ApiClient } from '@mailfold/client';
import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { databaseOf } from '../engine/database-of.ts';
import { EngineProcess } from '../engine/engine-process.ts';
import type { CpuUse } from '../engine/process-meter.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { contextsOf, type ContextTimes } from './context-times.ts';
import type { MailServer } from './mail-server.ts';

/** What one backfill of ours took. */
export interface OurBackfill {
  readonly seconds: number;
  readonly peakMebibytes: number;
  readonly cpu: CpuUse;
  readonly events: number;
  readonly contexts: readonly ContextTimes[];
}

/** A fresh engine; the clock runs from the request to connect until nothing is left to do. */
export async function backfillOnce(
  server: MailServer,
  count: number,
  profile: string | undefined,
): Promise<OurBackfill> {
  await using folder = await TemporaryFolder.make('backfill');
  await using engine = await EngineProcess.start({ dataDirectory: folder.path, roundMs: 30_000 }, profile);
  await fillDirectory(engine.client, count);
  const before = engine.meter.cpu();
  const began = performance.now();
  const beganAt = Date.now();
  const accountId = await connectAccount(engine.client, server);
  const events = await engine.settle();
  const seconds = (performance.now() - began) / 1_000;
  const after = engine.meter.cpu();
  await requireAll(engine.client, accountId, count);
  await using rows = await databaseOf(folder.path);
  return {
    seconds,
    peakMebibytes: engine.meter.peakMebibytes,
    cpu: { main: after.main - before.main, readers: after.readers, postgres: after.postgres - before.postgres },
    events,
    contexts: await contextsOf(rows, beganAt),
  };
}

/** Speed that loses mail is none. */
export async function requireAll(client: ApiClient, accountId: string, count: number): Promise<void> {
  const { complete, folders } = await client.accounts.ledger(accountId);
  const stored = folders.reduce((sum, folder) => sum + folder.stored, 0);
  if (!complete || stored !== count) throw new Error(`${stored} of ${count} messages were stored`);
}
