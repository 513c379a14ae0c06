import { pause } from '@mailfold/kernel';
import type { DemoMailServers } from '@mailfold/demo-company/servers';
import type { ReadStore } from '@mailfold/read-store';

const EVERY_MS = 20_000;
const LOOK_MS = 3;

/** New mail now and then, each announced with how long it took from the server until it was in the mailbox view. */
export const runLiveDemo = async (
  servers: DemoMailServers,
  rows: ReadStore,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    await pause(EVERY_MS, signal);
    if (signal.aborted) return;
    const began = performance.now();
    const { messageId, subject } = await servers.deliverLive();
    await untilVisible(rows, messageId, signal);
    if (!signal.aborted)
      say(`New mail "${subject}" was in the mailbox after ${Math.round(performance.now() - began)} ms.`);
  }
};

const untilVisible = async (rows: ReadStore, internetMessageId: string, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const found = await rows.query(
      'select 1 from threads.message where internet_message_id = $1 and root is not null limit 1',
      [internetMessageId.replace(/^<|>$/g, '')],
    );
    if (found.length > 0) return;
    await pause(LOOK_MS, signal);
  }
};
