import type { ApiClient } from '@mailfold/client';
import type { DemoMailServers } from '@mailfold/demo-company/servers';
import type { ReadStore } from '@mailfold/read-store';
import { connectDemo } from './demo/demo.ts';
import type { DemoServers } from './demo/demo-servers.ts';
import { keepPrivate } from './demo/keep-private.ts';
import { runLiveDemo } from './demo/live-demo.ts';
import type { Output } from './output.ts';
import { settle, type Standing } from './settle.ts';
import { showTimeline, showWays } from './show.ts';
import type { DataDirectory } from './start/data-directory.ts';
import { summarise, summaryLines } from './summary.ts';
import { watchAccounts } from './watch-accounts.ts';

/** A mailfold of this machine that answers. */
export interface Answering {
  readonly client: ApiClient;
  readonly url: string;
  readonly rows: ReadStore;
  readonly data: DataDirectory;
  readonly demo: DemoServers;
  readonly standing: Standing;
  /** Since the start. */
  readonly seconds: () => number;
}

/** From the first answer to the stop, or, with `untilSettled`, until nothing is left to do. */
export const goOn = async (
  answering: Answering,
  { untilSettled }: { readonly untilSettled: boolean },
  output: Output,
  stop: AbortSignal,
): Promise<void> => {
  const { client, url, rows, data, seconds } = answering;
  const servers = await answering.demo.started();
  const demo = servers === undefined ? undefined : await connectDemo(client, servers);
  await watchAccounts(client, output, stop, demo?.token);
  await settle(client, answering.standing, stop);
  const { owner } = answering.demo;
  if (!stop.aborted && demo !== undefined && owner !== undefined) {
    await keepPrivate(client.as(owner), demo.privateSubjects);
    await settle(client, answering.standing, stop);
  }
  if (stop.aborted) return;
  const summary = await summarise(rows, client, seconds());
  for (const line of summaryLines(summary)) output.say(line);
  if (demo !== undefined) await showTimeline(client, demo, output);
  if (untilSettled) return output.answer(summary);
  showWays(url, data.path, output);
  await live(rows, servers, output, stop);
  output.say('Stopping…');
};

/** Until the stop; with the demo's servers, new mail comes now and then. */
const live = async (
  rows: ReadStore,
  servers: DemoMailServers | undefined,
  output: Output,
  stop: AbortSignal,
): Promise<void> => {
  if (servers !== undefined) return runLiveDemo(servers, rows, (line) => output.say(line), stop);
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
};
