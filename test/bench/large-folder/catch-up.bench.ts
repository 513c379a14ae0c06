import type { DovecotVariant } from '@mailfold/dev-env';
import type { Bench, Line } from '../bench.ts';
import { median, rounded } from '../statistics.ts';
import type { Piece } from './counting-proxy.ts';
import { connectLargeAccount, type LargeAccount } from './large-account.ts';

const LARGE = 100_000;
const SMALL = 1_000;
const RUNS = 7;
const MOST = { roundTrips: 10, bytes: 20_000, growth: 2 };
const MOST_BYTES_WITHOUT: Readonly<Record<'no-qresync' | 'no-condstore', number>> = {
  'no-qresync': 1_000_000,
  'no-condstore': 6_000_000,
};

/** What it took to have one new mail, from the first look at its folder on. */
interface Run {
  readonly roundTrips: number;
  readonly bytes: number;
  /** Ours, less what a bare socket needs for the same SELECT. */
  readonly ms: number;
}

/** S24: one new mail in a large folder after the line was cut: our own work does not grow with the folder. */
export const catchUp: Bench = async ({ size: large = LARGE, pairs: runs = RUNS, say }) => {
  const small = await timesOf(SMALL, 'full', runs, say);
  const big = await timesOf(large, 'full', runs, say);
  const others = [await othersOf(large, 'no-qresync', say), await othersOf(large, 'no-condstore', say)];
  const growth = median(big.map((run) => run.ms)) / median(small.map((run) => run.ms));
  const most = {
    roundTrips: Math.max(...big.map((run) => run.roundTrips)),
    bytes: Math.max(...big.map((run) => run.bytes)),
  };
  const shares = [
    MOST.growth / growth,
    MOST.roundTrips / most.roundTrips,
    MOST.bytes / most.bytes,
    ...others.map((one) => one.share),
  ];
  return {
    result: {
      bench: 'catch-up',
      unit: 'ms',
      ours: rounded(median(big.map((run) => run.ms)), 1),
      peer: rounded(median(small.map((run) => run.ms)), 1),
      ratio: rounded(Math.min(...shares), 3),
      goal: 1,
      runs,
    },
    lines: [
      ['ours', `one new mail among ${large}, Dovecot with sdbox and QRESYNC, less a bare SELECT`],
      ['peer', `the same among ${SMALL}`],
      ['growth', `${rounded(growth, 2)} (limit ${MOST.growth})`],
      ['round trips', `${most.roundTrips} (limit ${MOST.roundTrips})`],
      ['bytes', `${most.bytes} (limit ${MOST.bytes})`],
      ...others.map((one) => one.line),
    ],
  };
};

async function timesOf(
  count: number,
  variant: DovecotVariant,
  runs: number,
  say: (line: string) => void,
): Promise<readonly Run[]> {
  await using account = await connectLargeAccount(count, variant);
  say(`an account of ${count} mails is complete`);
  const found: Run[] = [];
  // The first warms up both.
  for (let nth = 0; nth <= runs; nth += 1) found.push(await once(account));
  return found.slice(1);
}

async function once(account: LargeAccount): Promise<Run> {
  const { pieces } = await account.afterCut('ingest.MessageObserved.v1', () => account.mailbox.deliver());
  const ours = untilFetched(pieces);
  const [first, last] = [ours[0], ours.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was fetched');
  using bare = await account.mailbox.bare();
  await bare.ask('ENABLE QRESYNC');
  const select = await bare.ask('SELECT INBOX (CONDSTORE)');
  return {
    roundTrips: ours.reduce((sum, { commands }) => sum + commands.length, 0),
    bytes: ours.reduce((sum, { bytes }) => sum + bytes, 0),
    ms: Math.max(0.1, last.at - first.at - select.ms),
  };
}

const LOOKS = new Set(['SELECT', 'EXAMINE', 'LIST', 'STATUS']);

/** What was said on the connection that fetched the mail, from its first look at a folder until the mail was there. */
function untilFetched(pieces: readonly Piece[]): readonly Piece[] {
  const fetched = pieces.find(({ commands }) => commands.includes('UID FETCH'));
  const own = pieces.filter(({ connection }) => connection === fetched?.connection);
  const begins = own.findIndex(({ commands }) => commands.some((command) => LOOKS.has(command)));
  const fetches = own.findLastIndex(({ commands }) => commands.includes('UID FETCH'));
  // Its answer: up to the next command.
  const next = own.findIndex(({ commands }, nth) => nth > fetches && commands.length > 0);
  return own.slice(begins, next < 0 ? undefined : next);
}

async function othersOf(
  count: number,
  variant: 'no-qresync' | 'no-condstore',
  say: (line: string) => void,
): Promise<{ readonly share: number; readonly line: Line }> {
  const [run] = await timesOf(count, variant, 1, say);
  const most = MOST_BYTES_WITHOUT[variant];
  const bytes = run?.bytes ?? Number.NaN;
  const what = variant === 'no-qresync' ? 'CONDSTORE only' : 'neither';
  return { share: most / bytes, line: [what, `${bytes} bytes, ${run?.roundTrips} round trips (limit ${most} bytes)`] };
}
