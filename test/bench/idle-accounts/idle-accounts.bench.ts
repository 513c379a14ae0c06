import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '@mailfold/client';
import type { Bench, Line } from '../bench.ts';
import { databaseOf } from '../engine/database-of.ts';
import { EngineProcess } from '../engine/engine-process.ts';
import { Onlooker } from '../live/onlooker.ts';
import { median, quantile, rounded } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { ManyMailboxes } from './many-mailboxes.ts';
import { loginOf, PASSWORD } from './messages.ts';

const ACCOUNTS = 1_000;
/** Inbox and sent are always watched. */
const WATCHED = 2;
const MAILS = 5;
const ARRIVALS = 200;
const CALM_MS = 15_000;
const IDLE_MS = 60_000;
const LOOK_MS = 100;
const CONNECT_AT_ONCE = 8;
const MOST = { mebibytes: 600, secondsToUp: 60, core: 0.05, p99Ms: 500 };

/** Many accounts that are connected while nothing happens: memory, CPU, how soon all are up after a start, and one mail to any of them. */
export const idleAccounts: Bench = async ({ size: accounts = ACCOUNTS, profile, say }) => {
  await using server = await ManyMailboxes.start({ accounts, mails: MAILS });
  await using folder = await TemporaryFolder.make('idle-accounts');
  const order = { dataDirectory: folder.path, roundMs: 300_000 };
  const ids = await connected(order, server, accounts, say);
  say(`${accounts} accounts are connected and complete`);
  const begun = performance.now();
  await using engine = await EngineProcess.start(order, profile);
  const up = await allIdle(server, accounts);
  const seconds = (performance.now() - begun) / 1_000;
  await engine.settle();
  await pause(CALM_MS);
  const before = engine.meter.cpu();
  await pause(IDLE_MS);
  const after = engine.meter.cpu();
  const core = ((after.main + after.readers - before.main - before.readers) * 1_000) / IDLE_MS;
  const postgres = ((after.postgres - before.postgres) * 1_000) / IDLE_MS;
  const { mebibytes } = engine.meter;
  const took = await arrivals(folder.path, server, ids);
  const p99 = quantile(took, 0.99);
  const shares = [MOST.mebibytes / mebibytes, MOST.secondsToUp / seconds, MOST.core / core, MOST.p99Ms / p99];
  const percent = (share: number): string => `${rounded(share * 100, 2)} % of a core`;
  const lines: readonly Line[] = [
    ['accounts', `${accounts}, ${up.connections} connections, of which ${up.idling} idle`],
    ['memory', `${Math.round(mebibytes)} MiB in our Node processes (limit ${MOST.mebibytes})`],
    ['all up', `${rounded(seconds, 1)} s after the start of the process (limit ${MOST.secondsToUp} s)`],
    ['at rest', `${percent(core)} (limit ${percent(MOST.core)}); PostgreSQL ${percent(postgres)} beside it`],
    ['a mail to any', `p50 ${rounded(median(took), 1)} ms, p99 ${rounded(p99, 1)} ms (limit ${MOST.p99Ms})`],
  ];
  return {
    result: {
      bench: 'idle-accounts',
      unit: 'MiB',
      ours: Math.round(mebibytes),
      peer: null,
      ratio: rounded(Math.min(...shares), 3),
      goal: 1,
      runs: took.length,
    },
    lines,
  };
};

/** Connects all, waits until each is proved complete, and ends the engine. @returns their ids, by number */
async function connected(
  order: { readonly dataDirectory: string; readonly roundMs: number },
  server: ManyMailboxes,
  accounts: number,
  say: (line: string) => void,
): Promise<readonly string[]> {
  await using engine = await EngineProcess.start(order, undefined);
  const ids: string[] = [];
  for (let first = 0; first < accounts; first += CONNECT_AT_ONCE) {
    const some = Array.from({ length: Math.min(CONNECT_AT_ONCE, accounts - first) }, (_, nth) => first + nth);
    ids.push(...(await Promise.all(some.map((nth) => connect(engine.client, server.port, nth)))));
    if (first % 200 === 0) say(`${ids.length} connected`);
  }
  await engine.settle();
  return ids;
}

async function connect(client: ApiClient, port: number, nth: number): Promise<string> {
  const login = loginOf(nth);
  const { id } = await client.accounts.connect({
    owner: `person-${nth}`,
    address: login,
    servers: { imap: { host: '127.0.0.1', port, tls: 'none' } },
    credentials: { kind: 'password', login, password: PASSWORD },
  });
  return id;
}

async function allIdle(server: ManyMailboxes, accounts: number): Promise<{ connections: number; idling: number }> {
  for (;;) {
    const counted = await server.count();
    if (counted.idling >= accounts * WATCHED) return counted;
    await pause(LOOK_MS);
  }
}

/** One mail after another, each to an account at random. @returns milliseconds from EXISTS until visible */
async function arrivals(dataDirectory: string, server: ManyMailboxes, ids: readonly string[]): Promise<number[]> {
  await using rows = await databaseOf(dataDirectory);
  const took: number[] = [];
  const begun = Date.now();
  for (let nth = 0; nth < ARRIVALS; nth += 1) {
    const account = randomInt(ids.length);
    await using onlooker = await Onlooker.open(rows, ids[account] ?? '');
    const seen = onlooker.expect();
    const messageId = `${nth}.arrival@elsewhere.example`;
    // INTERNALDATE knows seconds, and two mails of one second have no order.
    const receivedAt = new Date(begun + nth * 1_000);
    const existsAt = await server.deliver(loginOf(account), mailOf(loginOf(account), messageId), receivedAt);
    const { visibleAt } = await seen({ messageId, existsAt });
    took.push(visibleAt - existsAt);
  }
  return took;
}

const mailOf = (to: string, messageId: string): string =>
  `From: News <news@elsewhere.example>\r\nTo: ${to}\r\nSubject: ${messageId}\r\nMessage-ID: <${messageId}>\r\n` +
  `Date: ${new Date().toUTCString()}\r\n\r\nA mail to anybody.\r\n`;
