import type { BlobStore } from '@mailfold/blob-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { MailProvider } from '@mailfold/mail-provider';
import type { MimeReader } from '@mailfold/mail-mime';
import type { Platform, Unrecorded } from '@mailfold/service-host';
import type { MailboxRules } from '../domain/mailbox-rules.ts';
import { AccountWorker } from '../sync/account-worker.ts';
import { Bell } from '../sync/bell.ts';
import { LedgerReader } from '../sync/ledger-reader.ts';
import { fencedBy, type MailboxRunner, Observer } from '../sync/observer.ts';
import { OpenIntents } from '../sync/open-intents.ts';
import type { AccountRunner } from './accounts.ts';
import { type CredentialVault, noLogin } from './credential-vault.ts';
import type { LeasedAccount } from './workers.ts';

export interface WorkerFactoryParts extends Platform {
  readonly provider: MailProvider;
  readonly blobs: BlobStore;
  readonly vault: CredentialVault;
  readonly reader: MimeReader;
  readonly mailbox: MailboxRunner;
  readonly accounts: AccountRunner;
  readonly unrecorded: Unrecorded;
  readonly roundMs: number;
  readonly random: () => number;
}

/** Raw mail that one fetch holds; some fetches are in hand at a time. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;
const PATIENCE_MS = 60_000;
/** Between proofs of completeness. */
const PROVE_MS = 10 * 60 * 1_000;

/** Makes the worker of one account from what it is connected with. */
export const workerFactory =
  (parts: WorkerFactoryParts) =>
  async (account: LeasedAccount): Promise<AccountWorker> => {
    const { accountId, tenantId, fence } = account;
    const { rows, clock, events, ids } = parts;
    return new AccountWorker({
      ...parts,
      accountId,
      rules: await rulesOf(parts, accountId),
      ledger: new LedgerReader(rows, accountId),
      observer: new Observer(parts.mailbox, account, parts),
      intents: new OpenIntents(events, accountId, clock),
      bell: new Bell(),
      patienceMs: PATIENCE_MS,
      proveMs: PROVE_MS,
      log: parts.log.child({ accountId }),
      connect: async () => {
        const login = await parts.vault.get(accountId);
        if (login === undefined) throw noLogin(accountId);
        return parts.provider.connect({ ...login, maxBatchBytes: MAX_BATCH_BYTES });
      },
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

const rulesOf = async ({ rows }: WorkerFactoryParts, accountId: string): Promise<MailboxRules> => {
  const [row] = await rows.query<{ rules: MailboxRules }>('select rules from ingest.rules where account = $1', [
    accountId,
  ]);
  if (row === undefined) throw new Error(`account ${accountId} has no rows yet: its connection was not folded`);
  return row.rules;
};
