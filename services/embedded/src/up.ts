import { existsSync } from 'node:fs';
import { type ApiClient, createClient } from '@mailfold/client';
import type { DemoMailServers } from '@mailfold/demo-company';
import { settled } from '@mailfold/processor';
import { jsonLogger } from '@mailfold/telemetry';
import type { UpConfig } from './config.ts';
import { DataDirectory } from './data-directory.ts';
import { connectDemo, type Demo, demoOwner, startDemoServers } from './demo/demo.ts';
import { keepPrivate } from './demo/keep-private.ts';
import { runLiveDemo } from './demo/live-demo.ts';
import { type Engine, startEngine } from './engine.ts';
import { identityOf } from './identity.ts';
import type { Output } from './output.ts';
import { showTimeline, showWays } from './show.ts';
import { summarise, summaryLines } from './summary.ts';
import { watchAccounts } from './watch-accounts.ts';

/** Runs until it is stopped, or, with `untilSettled`, until nothing is left to do. */
export const up = async (config: UpConfig, output: Output, stop: AbortSignal): Promise<void> => {
  const began = performance.now();
  await using data = await DataDirectory.take(config.data);
  const log = jsonLogger({ name: 'mailfold', level: config.logLevel, to: { file: data.file('mailfold.log') } });
  await using stack = new AsyncDisposableStack();
  // Before the engine, which connects at once to what was connected before.
  const servers = wantsDemo(config, data) ? stack.use(await startDemoServers(data)) : undefined;
  const engine = stack.use(await startEngine(config, data, log));
  const { url } = engine.host.server;
  output.say(`API ready at ${url} after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  const owner = servers === undefined ? undefined : demoOwner(servers);
  const { serviceKey } = await identityOf(data, engine.platform, url, owner);
  const client = createClient({ url, key: serviceKey });
  const demo = servers === undefined ? undefined : await connectDemo(client, servers);
  await catchUp({ engine, client, demo, owner }, output, stop);
  if (stop.aborted) return;
  const summary = await summarise(engine.platform, (performance.now() - began) / 1_000);
  for (const line of summaryLines(summary)) output.say(line);
  if (demo !== undefined) await showTimeline(client, demo, output);
  if (config.untilSettled) return output.answer(summary);
  showWays(url, data.path, output);
  await live(engine, servers, output, stop);
  output.say('Stopping…');
};

const wantsDemo = (config: UpConfig, data: DataDirectory): boolean =>
  config.demo ?? (existsSync(data.file('demo')) || !existsSync(data.file('api.json')));

interface Running {
  readonly engine: Engine;
  readonly client: ApiClient;
  readonly demo: Demo | undefined;
  /** The CRM's id of the demo's owner. */
  readonly owner: string | undefined;
}

const catchUp = async ({ engine, client, demo, owner }: Running, output: Output, stop: AbortSignal): Promise<void> => {
  await watchAccounts(client, output, stop, demo?.token);
  await settle(engine, client, stop);
  if (stop.aborted || demo === undefined || owner === undefined) return;
  await keepPrivate(client.as(owner), demo.privateSubjects);
  await settle(engine, client, stop);
};

/** Every processor at an unchanged head, twice, and no account with anything left to catch up. */
const settle = async ({ platform, host }: Engine, client: ApiClient, signal: AbortSignal): Promise<void> => {
  const idle = async (): Promise<boolean> => {
    const { items } = await client.accounts.list({ limit: 200 });
    return items.every((account) => account.state !== 'catching up');
  };
  await settled({ head: () => platform.events.head(), progress: () => host.progress(), idle, signal }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error;
    },
  );
};

const live = async (
  engine: Engine,
  servers: DemoMailServers | undefined,
  output: Output,
  stop: AbortSignal,
): Promise<void> => {
  if (servers !== undefined) return runLiveDemo(servers, engine.platform.rows, (line) => output.say(line), stop);
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
};
