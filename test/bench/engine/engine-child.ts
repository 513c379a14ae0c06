// An engine in a process of its own, so that its memory and its CPU time are its own: nothing of the bench is in them.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataDirectory, type Engine, startEngine, type UpConfig } from '@mailfold/embedded';
import { messageOf } from '@mailfold/kernel';
import { NetworkGuard } from '@mailfold/network-guard';
import { settled } from '@mailfold/processor';
import { ApiKeys } from '@mailfold/service-host';
import { jsonLogger } from '@mailfold/telemetry';
import type { EngineAsk, EngineOrder, EngineTell } from './messages.ts';

const LOOK_MS = 200;

const configOf = ({ dataDirectory, roundMs }: EngineOrder): UpConfig => ({
  data: dataDirectory,
  port: 0,
  host: '127.0.0.1',
  keys: {},
  discovery: { MAILFOLD_DISCOVERY: 'off' },
  production: false,
  logLevel: 'warn',
  roundMs,
  allowClearText: ['127.0.0.1'],
  allowHosts: ['127.0.0.1'],
  demo: false,
  untilSettled: false,
  json: false,
  help: false,
});

const tell = (message: EngineTell): void => void process.send?.(message);

const serviceKeyOf = async ({ platform }: Engine): Promise<string> => {
  const keys = new ApiKeys(platform.rows);
  return (await keys.createServiceKey(await keys.tenant('bench'), 'bench')).secret;
};

/** A look now and then costs nothing while mail is coming; the last steps are looked at closely. */
const settle = async ({ platform, host }: Engine): Promise<number> => {
  const isIdle = async (): Promise<boolean> => {
    const rows = await platform.rows.query('select 1 from accounts.account where proved is not true');
    return rows.length === 0;
  };
  while (!(await isIdle())) await pause(LOOK_MS);
  return settled({ head: () => platform.events.head(), progress: () => host.progress(), idle: isIdle });
};

const answer = async (engine: Engine, { kind }: EngineAsk): Promise<void> => {
  switch (kind) {
    case 'settle':
      return tell({ kind: 'settled', head: await settle(engine) });
  }
};

const end = async (engine: Engine): Promise<void> => {
  await engine[Symbol.asyncDispose]();
  process.exit(0);
};

try {
  const order = JSON.parse(process.argv[2] ?? '{}') as EngineOrder;
  const config = configOf(order);
  const data = await DataDirectory.take(order.dataDirectory);
  const log = jsonLogger({ name: 'engine', level: 'warn', to: { file: join(order.dataDirectory, 'engine.log') } });
  const engine = await startEngine(config, { data, guard: new NetworkGuard({ allowed: config.allowHosts }), log });
  process.on('message', (ask: EngineAsk) => {
    answer(engine, ask).catch((error: unknown) => tell({ kind: 'failed', reason: messageOf(error) }));
  });
  process.once('disconnect', () => void end(engine));
  tell({ kind: 'ready', apiUrl: engine.host.server.url, serviceKey: await serviceKeyOf(engine) });
} catch (error) {
  tell({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
  process.disconnect();
}
