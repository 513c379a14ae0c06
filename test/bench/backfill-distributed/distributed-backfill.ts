import type { MailServer } from '../backfill/mail-server.ts';
import { requireAll } from '../backfill/our-backfill.ts';
import { contextsOf, type ContextTimes } from '../backfill/context-times.ts';
import { DistributedEngine } from '../distributed/distributed-engine.ts';
import { cpuBetween, type ServicesCpu } from '../distributed/services-meter.ts';
import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

/** What one backfill took with every service apart. */
export interface DistributedBackfill {
  readonly seconds: number;
  readonly cpu: ServicesCpu;
  readonly peakMebibytes: ReadonlyMap<string, number>;
  readonly contexts: readonly ContextTimes[];
}

/** Fresh servers and services; the clock runs from the request to connect until nothing is left to do. */
export async function distributedBackfill(
  server: MailServer,
  count: number,
  profile: string | undefined,
): Promise<DistributedBackfill> {
  await using folder = await TemporaryFolder.make('distributed');
  await using engine = await DistributedEngine.start(folder.path, profile);
  await fillDirectory(engine.client, count);
  const before = engine.meter.cpu();
  const [began, beganAt] = [performance.now(), Date.now()];
  const accountId = await connectAccount(engine.client, server);
  await engine.settle();
  const seconds = (performance.now() - began) / 1_000;
  const cpu = cpuBetween(before, engine.meter.cpu());
  await requireAll(engine.client, accountId, count);
  return {
    seconds,
    cpu,
    peakMebibytes: engine.meter.peakMebibytes,
    contexts: await contextsOf(engine.local.rows, beganAt),
  };
}
