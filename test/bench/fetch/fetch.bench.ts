import type { ConnectOptions } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { NetworkGuard } from '@mailfold/network-guard';
import { ImapFlow } from 'imapflow';
import { serveMailbox } from '../backfill/mail-server.ts';
import type { Bench } from '../bench.ts';
import { alternate, medianRatio } from '../pairs.ts';
import { median, rounded } from '../statistics.ts';

const guard = new NetworkGuard({ allowed: ['127.0.0.1'] });

const MESSAGES = 5_000;
const PAIRS = 9;
const RANGE = 500;
/** The bounded first piece, limits and checks may cost a quarter of the bare library's CPU. */
const GOAL = 0.75;

interface Run {
  readonly wallUs: number;
  readonly cpuUs: number;
}

/** Reading ranges of 500 whole messages through `MailSession.fetch`, against the bare library, both in clear from Dovecot. */
export const fetch: Bench = async ({ size = MESSAGES, pairs: count = PAIRS }) => {
  await using server = await serveMailbox(size);
  const { host, port, user: login, password } = server;
  const options: ConnectOptions = {
    settings: { imap: { host, port, tls: 'none' } },
    credentials: { kind: 'password', login, password },
  };
  await using session = await new ImapMailProvider({ guard, allowsClearText: () => true }).connect(options);
  const { epoch } = await session.open('INBOX');
  const uids = await session.uids('INBOX');
  const bare = new ImapFlow({ host, port, doSTARTTLS: false, auth: { user: login, pass: password }, logger: false });
  await bare.connect();
  await bare.mailboxOpen('INBOX');
  const ours = () => timed(uids, async (range) => (await session.fetch('INBOX', range, epoch)).messages.length);
  const peer = () => timed(uids, (range) => fetchBare(bare, range));
  await Promise.all([ours(), peer()]);
  const pairs = await alternate(count, ours, peer);
  await bare.logout();
  const cpu = pairs.map((pair) => ({ ours: 1 / pair.ours.cpuUs, peer: 1 / pair.peer.cpuUs }));
  const wall = (who: 'ours' | 'peer') => `${rounded(median(pairs.map((pair) => pair[who].wallUs)), 1)} µs a message`;
  return {
    result: {
      bench: 'fetch',
      unit: 'µs of CPU a message',
      ours: rounded(median(pairs.map((pair) => pair.ours.cpuUs)), 1),
      peer: rounded(median(pairs.map((pair) => pair.peer.cpuUs)), 1),
      ratio: rounded(medianRatio(cpu), 3),
      goal: GOAL,
      runs: pairs.length,
    },
    lines: [
      ['messages', `${size}, in ranges of ${RANGE}`],
      ['peer', `imapflow ${ImapFlow.version}, bare`],
      ['wall, ours', wall('ours')],
      ['wall, peer', wall('peer')],
    ],
  };
};

async function timed(uids: readonly number[], fetchRange: (range: readonly number[]) => Promise<number>): Promise<Run> {
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  let read = 0;
  for (let at = 0; at < uids.length; at += RANGE) read += await fetchRange(uids.slice(at, at + RANGE));
  const wallUs = ((performance.now() - begun) * 1_000) / read;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (read !== uids.length) throw new Error(`read ${read} of ${uids.length} messages`);
  return { wallUs, cpuUs: (user + system) / read };
}

async function fetchBare(client: ImapFlow, range: readonly number[]): Promise<number> {
  const query = { uid: true, flags: true, internalDate: true, size: true, source: true };
  let bodies = 0;
  for await (const row of client.fetch(`${range[0]}:${range.at(-1)}`, query, { uid: true })) {
    if (row.source !== undefined) bodies += 1;
  }
  return bodies;
}
