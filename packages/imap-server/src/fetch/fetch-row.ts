import { wireBodyStructure } from '../message/body-structure.ts';
import { wireEnvelope } from '../message/envelope.ts';
import { headerFields } from '../message/header-fields.ts';
import { mimeTree } from '../message/mime-part.ts';
import { sectionOf } from '../message/section.ts';
import { formatDateTime } from '../protocol/date-time.ts';
import { wireList } from '../protocol/wire-text.ts';
import { wireLabel } from '../store/gmail-labels.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import type { FetchItem } from './fetch-item.ts';
import { gmailNumber } from './gmail-number.ts';

export interface RowSource {
  readonly message: StoredMessage;
  /** Reads the message's bytes when first called. */
  readonly raw: () => Buffer;
  readonly labels: () => readonly string[];
}

/** What one item of a row is on the wire: text, then perhaps the bytes of a literal. */
export type RowPiece = string | Buffer;

export function fetchPieces(item: FetchItem, source: RowSource): readonly RowPiece[] {
  if (item.kind !== 'section') return [`${item.kind} ${plainValue(item.kind, source)}`];
  const bytes = cut(sectionOf(source.raw(), item.section), item.partial);
  return bytes === undefined ? [`${item.label} NIL`] : [`${item.label} {${bytes.length}}\r\n`, bytes];
}

function plainValue(kind: Exclude<FetchItem['kind'], 'section'>, source: RowSource): string {
  const { message } = source;
  switch (kind) {
    case 'UID':
      return `${message.uid}`;
    case 'FLAGS':
      return wireList(message.flags);
    case 'INTERNALDATE':
      return `"${formatDateTime(message.internalDate)}"`;
    case 'RFC822.SIZE':
      return `${message.size}`;
    case 'ENVELOPE':
      return wireEnvelope(headerFields(source.raw()));
    case 'BODYSTRUCTURE':
      return wireBodyStructure(source.raw(), mimeTree(source.raw()), true);
    case 'BODY':
      return wireBodyStructure(source.raw(), mimeTree(source.raw()), false);
    case 'MODSEQ':
      return `(${message.modseq})`;
    case 'EMAILID':
      return `(${message.emailId})`;
    case 'THREADID':
      return `(${message.threadId})`;
    case 'X-GM-MSGID':
      return gmailNumber(message.emailId);
    case 'X-GM-THRID':
      return gmailNumber(message.threadId);
    case 'X-GM-LABELS':
      return wireList(source.labels().map(wireLabel));
  }
}

function cut(
  bytes: Buffer | undefined,
  partial: { readonly from: number; readonly length: number } | undefined,
): Buffer | undefined {
  if (partial === undefined || bytes === undefined) return bytes;
  return bytes.subarray(partial.from, partial.from + partial.length);
}
