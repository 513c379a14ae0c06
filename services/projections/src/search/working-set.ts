import type { Document } from './document.ts';

/** Documents of one segment. */
export const SEGMENT = 64;

export interface AccountRow {
  readonly account: string;
  readonly tenant: string;
  /** How many documents it ever had. */
  documents: number;
  /** Documents that no segment covers yet; loaded only when this batch completes their segment. */
  open: Pick<Document, 'message' | 'body' | 'blind'>[];
}

export interface SegmentRow {
  readonly account: string;
  readonly segment: number;
  readonly terms: Int32Array;
}

/** What a batch makes of the rows. */
export interface WorkingSet {
  readonly accounts: Map<string, AccountRow>;
  /** New documents, by message. */
  readonly documents: Map<string, Document>;
  /** Documents of before the batch that its events name, by message; as they were. */
  readonly stored: ReadonlyMap<string, Document>;
  /** Those of them that are others now. */
  readonly changed: Map<string, Document>;
  readonly segments: SegmentRow[];
  /** Complete segments, by account, of which a document is another or is there no more. */
  readonly stale: Map<string, Set<number>>;
  /** Messages whose documents go, by account. */
  readonly gone: Map<string, string>;
}
