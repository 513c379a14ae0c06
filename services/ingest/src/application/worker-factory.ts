import type { BlobStore } from '@mailfold/blob-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { type ConnectOptions, type Login, type MailSession, presets } from '@mailfold/mail-provider';
import type { MimeReader } from '@mailfold/mail-mime';
import type { Platform, Unrecorded } from '@mailfold/service-host';
import { type MailboxRules, startOf } from '../domain/mailbox-rules.ts';
import { AccountWorker } from '../sync/account-worker.ts';
import { Bell } from '../sync/bell.ts';
import { DailyBytes } from '../sync/daily-bytes.ts';
import type { FairShare } from '../sync/fair-share.ts';
import { Copies } from '../sync/copies.ts';
import { LedgerReader } from '../sync/ledger-reader.ts';
import { fencedBy, type MailboxRunner, Observer } from '../sync/observer.ts';
import { OpenIntents } from '../sync/open-intents.ts';
import type { Pace } from '../sync/pace.ts';
import { Withheld } from '../sync/withheld.ts';
import type { AccountRunner } from './accounts.ts';
import type { LeasedAccount } from './workers.ts';

/** Opens a session with the account's login of now. */
export type ConnectAccount = (accountId: string, options?: Omit<ConnectOptions, keyof Login>) => Promise<MailSession>;

export interface WorkerFactoryParts extends Platform {
  readonly connect: ConnectAccount;
  readonly blobs: BlobStore;
  readonly reader: MimeReader;
  readonly mailbox: MailboxRunner;
  readonly accounts: AccountRunner;
  readonly unrecorded: Unrecorded;
  readonly pace: Pace;
  /** At most so many at a time for one account. */
  readonly connections: number;
  readonly share: FairShare;
  readonly random: () => number;
}

/** Raw mail that one fetch holds; some fetches are in hand at a time. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/** Makes the worker of one account from what it is connected with. */
export const workerFactory =
  (parts: WorkerFactoryParts) =>
  async (account: LeasedAccount): Promise<AccountWorker> => {
    const { accountId, tenantId, fence } = account;
    const { rows, clock, events, ids, pace } = parts;
    const { rules, provider } = await accountOf(parts, accountId);
    const budget = presets.find(({ id }) => id === provider)?.dailyBytes;
    return new AccountWorker({
      ...parts,
      accountId,
      rules,
      ledger: new LedgerReader(rows, accountId, startOf(rules.start)),
      copies: new Copies(rows, accountId),
      observer: new Observer(parts.mailbox, account, parts),
      intents: new OpenIntents(events, accountId, clock),
      bell: new Bell(),
      withheld: new Withheld(pace.withheldMs),
      bytes: new DailyBytes({ rows, accountId, clock, budget }),
      log: parts.log.child({ accountId }),
      connect: () => parts.connect(accountId, { maxBatchBytes: MAX_BATCH_BYTES }),
      tell: async (body) => {
        const id = uuid5(NAMESPACES.command, ids.next());
        await parts.accounts.execute({
          id,
          tenantId,
          key: accountId,
          body,
          at: clock.now().toISOString(),
          ...fencedBy(fence),
        });
      },
    });
  };

interface ConnectedAccount {
  readonly rules: MailboxRules;
  /** Its preset. */
  readonly provider: string;
}

const accountOf = async ({ rows }: WorkerFactoryParts, accountId: string): Promise<ConnectedAccount> => {
  const [row] = await rows.query<ConnectedAccount>(
    `select rules, data->>'provider' as provider from ingest.rules join ingest.account using (account) where account = $1`,
    [accountId],
  );
  if (row === undefined) throw new Error(`account ${accountId} has no rows yet: its connection was not folded`);
  return row;
};
