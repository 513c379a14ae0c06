import type { HeaderField } from '../message/header-fields.ts';
import type { StoredMessage } from '../store/stored-message.ts';

/** A message as a search looks at it; header and bytes are read only when a key needs them. */
export interface Candidate {
  readonly sequence: number;
  readonly message: StoredMessage;
  readonly fields: () => readonly HeaderField[];
  readonly raw: () => Buffer;
  readonly labels: () => readonly string[];
}

export type SearchKey = (candidate: Candidate) => boolean;
