import type { Ledger } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { Caller } from '@mailfold/service-host';
import type { z } from 'zod';
import type { Proof } from '../domain/state.ts';
import { toRanges } from '../domain/uid-ranges.ts';
import { accountFor, type FoundAccount } from './account-for.ts';
import { LINES } from './ledger-lines.ts';

type LedgerAnswer = z.input<typeof Ledger>;
type LedgerLine = LedgerAnswer['folders'][number];
type Reasons = LedgerLine['skipped'];

interface Line extends Pick<LedgerLine, 'folderId' | 'path' | 'epoch' | 'current' | 'stored' | 'goneKept' | 'missing'> {
  readonly missingUids: readonly number[] | null;
  readonly quarantined: Reasons;
  readonly skipped: Reasons;
  readonly left: number;
  readonly unread: number;
  readonly parked: string | null;
  readonly backfilled: boolean;
  readonly proof: Proof | null;
}

/** What became of every UID of every folder and epoch (ING-4). */
export const readLedger = async (rows: ReadStore, caller: Caller, accountId: string): Promise<LedgerAnswer> => {
  const account = await accountFor(rows, caller, accountId);
  const lines = await rows.query<Line>(LINES, [accountId]);
  const [count] = await rows.query<{ messages: number }>(
    'select count(*)::int as messages from ingest.message where account = $1 and not withdrawn',
    [accountId],
  );
  const asOf = provedAsOf(account, lines);
  return {
    accountId,
    complete: asOf !== undefined,
    ...(asOf === undefined ? {} : { asOf }),
    messages: count?.messages ?? 0,
    folders: lines.map(lineOf),
  };
};

/** The server's own list of each folder was compared with this very ledger, nothing of it is missing, and it can be looked at again. */
const provedAsOf = ({ isServed, proofsFrom }: FoundAccount, lines: readonly Line[]): string | undefined => {
  const now = lines.filter((one) => one.current);
  const times = now.flatMap((one) => (isProved(one) && one.proof !== null ? one.proof.at : []));
  const [earliest] = times.toSorted();
  if (!isServed || earliest === undefined || times.length < now.length) return undefined;
  return Date.parse(earliest) >= Date.parse(proofsFrom) ? earliest : undefined;
};

const isProved = ({ backfilled, parked, missing, proof, epoch }: Line): boolean =>
  backfilled && parked === null && missing === 0 && proof?.epoch === epoch && proof.missing === 0;

const lineOf = (line: Line): LedgerLine => {
  const { folderId, path, epoch, current, stored, skipped, quarantined, missing, goneKept, parked } = line;
  return {
    folderId,
    path,
    epoch,
    current,
    listed: stored + missing + sumOf(skipped) + sumOf(quarantined),
    stored,
    skipped,
    quarantined,
    gone: line.left - goneKept + line.unread,
    goneKept,
    missing,
    missingUids: toRanges(line.missingUids ?? []).slice(0, 100),
    ...(parked === null ? {} : { parked }),
    ...proofOf(line),
  };
};

/** Of a proof from before sums were kept nothing is told. */
const proofOf = ({ proof, current }: Line): Pick<LedgerLine, 'proof'> => {
  if (proof === null || !current || proof.listed === undefined) return {};
  const { epoch: _, ...told } = proof;
  return { proof: told };
};

const sumOf = (reasons: Reasons): number => reasons.reduce((sum, { count }) => sum + count, 0);
