/** What an observation says happened; the processor makes events of it. */
export interface IngestFact {
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  /** For mail: made of account, folder, UIDVALIDITY and UID, so that the same mail seen twice is the same event. */
  readonly cause?: string;
  readonly occurredAt?: string;
  readonly origin?: 'backfill' | 'live';
}

export type Facts = readonly IngestFact[];
