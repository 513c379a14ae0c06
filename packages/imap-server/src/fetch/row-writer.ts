import type { Interference } from '../faults/fault-director.ts';
import type { SelectedFolder } from '../session/selected-folder.ts';
import type { Session } from '../session/session.ts';
import { labelsOf } from '../store/gmail-labels.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import type { FetchItem } from './fetch-item.ts';
import { fetchPieces } from './fetch-row.ts';
import type { RowPiece, RowSource } from './fetch-row.ts';

/** Writes the rows of one FETCH, one message in memory at a time. */
export class RowWriter {
  readonly #session: Session;
  readonly #selected: SelectedFolder;
  readonly #items: readonly FetchItem[];
  readonly #faults: Interference;

  constructor(session: Session, items: readonly FetchItem[], faults: Interference) {
    this.#session = session;
    this.#selected = session.open;
    this.#items = items;
    this.#faults = faults;
  }

  /** @returns how many messages could not be read */
  async writeAll(uids: readonly number[]): Promise<number> {
    let missed = 0;
    for (const uid of uids) {
      const message = this.#selected.folder.find(uid);
      if (message === undefined || this.#faults.omitUids?.includes(uid)) continue;
      if (this.#faults.refuseUids?.includes(uid) || !this.#writeRow(message)) missed += 1;
      await this.#session.connection.flushWhenFull();
      if (this.#session.connection.ended.aborted) break;
    }
    return missed;
  }

  #writeRow(message: StoredMessage): boolean {
    const pieces = this.#pieces(message);
    if (pieces === undefined) return false;
    const { connection } = this.#session;
    connection.write(`* ${this.#selected.sequenceOf(message.uid)} FETCH (`);
    for (const piece of pieces) connection.write(piece);
    connection.write(')\r\n');
    return true;
  }

  #pieces(message: StoredMessage): readonly RowPiece[] | undefined {
    const source = this.#source(message);
    try {
      return this.#items.flatMap((item, index) => [index === 0 ? '' : ' ', ...this.#itemPieces(item, source)]);
    } catch {
      return undefined; // Expunged by another client, or a damaged disk: this one is missing, the others are not.
    }
  }

  #itemPieces(item: FetchItem, source: RowSource): readonly RowPiece[] {
    if (item.kind !== 'section') return fetchPieces(item, source);
    if (this.#faults.nilBodyUids?.includes(source.message.uid)) return [`${item.label} NIL`];
    return fetchPieces(item, source);
  }

  #source(message: StoredMessage): RowSource {
    const { store, folder } = this.#selected;
    return {
      message,
      raw: () => store.readMessage(message),
      labels: () => labelsOf(store.admin.folders(), folder, message),
    };
  }
}
