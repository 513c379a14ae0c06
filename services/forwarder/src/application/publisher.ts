/** A record on its way to a topic. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Writes to Kafka as the holder of one transactional id. */
export interface Publisher extends AsyncDisposable {
  /**
   * All of it or nothing, in order, in one transaction. Rejects with `message-bus/fenced` when somebody connected with the same id
   * later; after any other rejection the outcome is unknown, and who connects anew finds it decided.
   * @param mark committed with the records
   */
  publish(records: readonly OutgoingRecord[], mark: string): Promise<void>;
  /** The mark of the last transaction that was committed under this id, by whomever; may have been forgotten. */
  lastMark(): Promise<string | undefined>;
}

/** Fences off whoever connected with this id before, and ends what they left open. */
export type Connect = (transactionalId: string) => Promise<Publisher>;
