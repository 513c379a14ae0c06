import type { ApiClient } from '@mailfold/client';
import type { Dovecot, DovecotUser } from '@mailfold/dev-env';
import type { ReadStore } from '@mailfold/read-store';
import { type Comparison, compareMails } from '../journeys/mailfold/compare.ts';
import { everyEvent } from '../journeys/mailfold/every-event.ts';
import { FoldedLedger, placeName } from '../journeys/mailfold/ledger.ts';
import { identityOf } from '../journeys/oracle/identity.ts';
import { Oracle, type OracleMail } from '../journeys/oracle/oracle.ts';

export interface Disagreement extends Omit<Comparison, 'seen'> {
  /** One mail by its bytes, and several messages of ours. */
  readonly split: readonly string[];
  /** Messages that the mailbox shows in other folders than the server. */
  readonly misplaced: readonly object[];
}

export const AGREED: Disagreement = { missing: [], invented: [], doubled: [], split: [], misplaced: [] };

/** What another mail client sees, mail by mail, against the ledger that the events make and the mailbox that is shown. */
export const disagreement = async (
  client: ApiClient,
  rows: ReadStore,
  dovecot: Dovecot,
  user: DovecotUser,
): Promise<Disagreement> => {
  using oracle = await Oracle.login(dovecot, user);
  const mails = await oracle.everything();
  const ledger = new FoldedLedger(await everyEvent(client, ['ingest.']));
  const { seen: _, ...compared } = compareMails(mails, ledger);
  const stored = storedMails(mails, ledger);
  return { ...compared, split: splitOf(stored), misplaced: misplacedOf(stored, await shownFolders(rows)) };
};

interface StoredMail extends OracleMail {
  readonly messageId: string;
}

const storedMails = (mails: readonly OracleMail[], { places }: FoldedLedger): readonly StoredMail[] =>
  mails.flatMap((mail) => {
    const entry = places.get(placeName(mail.folder, mail.epoch, mail.uid));
    return entry?.status === 'stored' ? [{ ...mail, messageId: entry.messageId }] : [];
  });

const splitOf = (stored: readonly StoredMail[]): readonly string[] =>
  [...Map.groupBy(stored, ({ raw }) => identityOf(raw)).values()]
    .map((copies) => [...new Set(copies.map(({ messageId }) => messageId))])
    .filter((messages) => messages.length > 1)
    .map((messages) => messages.join(' = '));

const misplacedOf = (stored: readonly StoredMail[], shown: ReadonlyMap<string, string>): readonly object[] =>
  [...Map.groupBy(stored, ({ messageId }) => messageId)].flatMap(([messageId, copies]) => {
    const there = [...new Set(copies.map(({ folder }) => folder))].toSorted().join('\n');
    return shown.get(messageId) === there ? [] : [{ messageId, there, shown: shown.get(messageId) }];
  });

const shownFolders = async (rows: ReadStore): Promise<ReadonlyMap<string, string>> => {
  const found = await rows.query<{ message: string; path: string }>(
    `select m.message, f.path from threads.message m
       join threads.folder f on f.account = m.account and f.folder = any(m.folders)`,
  );
  const byMessage = Map.groupBy(found, ({ message }) => message);
  return new Map(
    [...byMessage].map(([message, of]) => [
      message,
      of
        .map(({ path }) => path)
        .toSorted()
        .join('\n'),
    ]),
  );
};
