import type { DovecotVariant } from '@mailfold/dev-env';
import type { Bench } from '../bench.ts';
import { median, rounded } from '../statistics.ts';
import { ImapFlow } from 'imapflow';
import type { LargeMailbox } from './large-mailbox.ts';
import { connectLargeAccount, type LargeAccount } from './large-account.ts';
import { alternate, medianRatio } from '../pairs.ts';

const MESSAGES = 100_000;
const PAIRS = 5;
const MOST_BYTES = 1_000_000;
const MOST_BYTES_WITHOUT = 6_000_000;
/** Ours may take half as long again as the library's own listing of all flags. */
const GOAL = 1 / 1.5;

interface Proof {
  readonly ms: number;
  readonly bytes: number;
}

/** A large folder that was proved once is proved again after the line was cut, against imapflow's own `UID FETCH 1:* (FLAGS)`. */
export const reconcile: Bench = async ({ size: count = MESSAGES, pairs: runs = PAIRS, say }) => {
  await using account = await connectLargeAccount(count, 'full');
  say(`an account of ${count} mails is complete`);
  await prove(account);
  const pairs = await alternate(
    runs,
    () => prove(account),
    () => allFlags(account.mailbox),
  );
  const without = await bytesWithout(count, 'no-condstore', say);
  const bytes = Math.max(...pairs.map(({ ours }) => ours.bytes));
  const ratio = medianRatio(pairs.map(({ ours, peer }) => ({ ours: peer, peer: ours.ms })));
  return {
    result: {
      bench: 'reconcile',
      unit: 'ms',
      ours: rounded(median(pairs.map(({ ours }) => ours.ms)), 1),
      peer: rounded(median(pairs.map(({ peer }) => peer)), 1),
      // Whichever limit is nearest.
      ratio: rounded(Math.min(ratio, (GOAL * MOST_BYTES) / bytes, (GOAL * MOST_BYTES_WITHOUT) / without), 3),
      goal: rounded(GOAL, 3),
      runs,
    },
    lines: [
      ['ours', `from the first look at the folder until account reconciled is in the log, ${count} mails`],
      ['peer', `imapflow ${ImapFlow.version}: UID FETCH 1:* (FLAGS)`],
      ['time, as a ratio', `${rounded(1 / ratio, 2)} of the peer's (limit 1.5)`],
      ['bytes', `${bytes} (limit ${MOST_BYTES})`],
      ['bytes without CONDSTORE', `${without} (limit ${MOST_BYTES_WITHOUT})`],
    ],
  };
};

async function prove(account: LargeAccount): Promise<Proof> {
  const { pieces, seenAt } = await account.afterCut('ingest.AccountReconciled.v1');
  const listing = pieces.find(({ commands }) => commands.includes('UID SEARCH') || commands.includes('UID FETCH'));
  return {
    ms: seenAt - (listing?.at ?? Number.NaN),
    bytes: pieces.reduce((sum, piece) => sum + piece.bytes, 0),
  };
}

async function allFlags({ server, user, password }: LargeMailbox): Promise<number> {
  const auth = { user, pass: password };
  const client = new ImapFlow({ host: server.host, port: server.port, doSTARTTLS: false, auth, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX');
  const begun = performance.now();
  let rows = 0;
  for await (const _row of client.fetch('1:*', { uid: true, flags: true }, { uid: true })) rows += 1;
  const ms = performance.now() - begun;
  await client.logout();
  if (rows === 0) throw new Error('no flags came');
  return ms;
}

async function bytesWithout(count: number, variant: DovecotVariant, say: (line: string) => void): Promise<number> {
  await using account = await connectLargeAccount(count, variant);
  say(`an account of ${count} mails is complete, ${variant}`);
  return (await prove(account)).bytes;
}
