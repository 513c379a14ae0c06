import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Line } from '../bench.ts';
import { DistributedEngine } from '../distributed/distributed-engine.ts';
import { cpuBetween, sumOf } from '../distributed/services-meter.ts';
import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { MailSource } from '../live/mail-source.ts';
import { rounded } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

const HISTORY = 300;
const CALM_MS = 15_000;
const IDLE_SECONDS = 60;
const MOST_CORE = 0.05;

/** What every service and the gateway use together while nothing happens, with an account that is connected and complete. */
export const idleDistributed: Bench = async ({ size: seconds = IDLE_SECONDS, profile }) => {
  await using source = await MailSource.start(HISTORY, 0);
  await using folder = await TemporaryFolder.make('idle-distributed');
  await using engine = await DistributedEngine.start(folder.path, profile);
  await fillDirectory(engine.client, HISTORY);
  await connectAccount(engine.client, source.login);
  await engine.settle();
  // Readers without work end after a while, and V8 returns what it does not need.
  await pause(CALM_MS);
  const before = engine.meter.cpu();
  await pause(seconds * 1_000);
  const { services, kafka, postgres } = cpuBetween(before, engine.meter.cpu());
  const memory = engine.meter.mebibytes;
  engine.expectAllAlive();
  const ofCore = (used: number): string => `${rounded((used / seconds) * 100, 2)} % of a core`;
  const ours = sumOf(services) / seconds;
  return {
    result: {
      bench: 'idle-distributed',
      unit: '% of a core',
      ours: rounded(ours * 100, 2),
      peer: null,
      ratio: rounded(MOST_CORE / ours, 3),
      goal: 1,
      runs: 1,
    },
    lines: [
      [
        'services',
        `${services.size} processes for ${seconds} s: ${ofCore(sumOf(services))} (limit ${MOST_CORE * 100} %)`,
      ],
      ...[...services].map(([name, used]): Line => [
        `  ${name}`,
        `${ofCore(used)}, ${Math.round(memory.get(name) ?? 0)} MiB`,
      ]),
      ['Kafka', ofCore(kafka)],
      ['PostgreSQL', ofCore(postgres)],
      ['memory', `${Math.round(sumOf(memory))} MiB in all services`],
    ],
  };
};
