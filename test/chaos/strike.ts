import { until } from '@mailfold/dev-env';
import type { Local } from '@mailfold/local';
import type { Deeds } from './deeds.ts';
import type { Strike } from './plan.ts';

/** Long enough for what is under way to be in the middle of something, short enough to be sure that it ends. */
const STANDSTILL_MS = 5_000;
const BACK_WITHIN_MS = 60_000;
/** Events while Kafka is away. */
const AWAY = 20;

/** Kills one process in the middle of what is being done, and sees it come back. */
export const strike = async (local: Local, deeds: Deeds, { victim, after, deeds: work }: Strike): Promise<void> => {
  const before = await headOf(local);
  const working = deeds.start(work);
  await growth(local, before + after);
  if (victim === 'kafka') await killKafka(local);
  else if (victim === 'postgres') await killPostgres(local);
  else await killProcess(local, victim);
  await working;
};

const killProcess = async ({ processes }: Local, name: string): Promise<void> => {
  const child = processes.get(name);
  if (child === undefined) throw new Error(`there is no process ${name} to kill`);
  const { pid } = child;
  await child.kill();
  await until(() => child.pid !== 0 && (pid === 0 || child.pid !== pid), {
    within: BACK_WITHIN_MS,
    what: `${name} being started again`,
  });
};

const killKafka = async (local: Local): Promise<void> => {
  const before = await headOf(local);
  await local.kafka.kill();
  await growth(local, before + AWAY);
  await local.kafka.start();
};

const killPostgres = async ({ postgres }: Local): Promise<void> => {
  const { pid } = postgres;
  postgres.kill();
  await until(() => postgres.pid !== pid, { within: BACK_WITHIN_MS, what: 'PostgreSQL being started again' });
};

const headOf = async ({ rows }: Local): Promise<number> => {
  const [row] = await rows.query<{ head: number }>('select coalesce(max(position), 0) as head from event_store.event');
  return row?.head ?? 0;
};

/** Until the log has come so far, or nothing makes it grow. */
const growth = async (local: Local, to: number): Promise<void> => {
  await until(async () => (await headOf(local)) >= to, { within: STANDSTILL_MS, what: 'growth' }).catch(
    () => undefined,
  );
};
