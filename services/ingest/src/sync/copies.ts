import type { ReadStore } from '@mailfold/read-store';
import type { KnownFolder } from './ledger-reader.ts';

type Place = Pick<KnownFolder, 'id' | 'epoch'>;

/**
 * A message has the marks of the copy that was heard of last. When that copy leaves, those that are left may be marked otherwise, and no
 * server tells of it: they have to be asked. Remembered in memory only, as what leaves is soon followed by the next round.
 */
export class Copies {
  readonly #rows: ReadStore;
  readonly #accountId: string;
  readonly #left = new Map<string, Set<number>>();

  constructor(rows: ReadStore, accountId: string) {
    this.#rows = rows;
    this.#accountId = accountId;
  }

  /** To be told before the ledger forgets where these lay. */
  async leave({ id, epoch }: Place, uids: readonly number[]): Promise<void> {
    const beside = await this.#rows.query<{ folder: string; uid: number }>(
      `select q.folder, q.uid from ingest.place p join ingest.place q using (account, message)
         join ingest.folder f on f.account = q.account and f.folder = q.folder and f.epoch = q.epoch
        where p.account = $1 and p.folder = $2 and p.epoch = $3 and p.uid = any($4::bigint[])
          and (q.folder <> $2 or q.epoch <> $3 or q.uid <> all($4::bigint[])) and q.status = 'stored'`,
      [this.#accountId, id, epoch, uids],
    );
    for (const { folder, uid } of beside) this.#left.set(folder, (this.#left.get(folder) ?? new Set()).add(uid));
  }

  /** Those of a folder whose marks are to be asked for, ascending; they are forgotten here. */
  take(folderId: string): number[] {
    const uids = [...(this.#left.get(folderId) ?? [])].toSorted((a, b) => a - b);
    this.#left.delete(folderId);
    return uids;
  }
}
