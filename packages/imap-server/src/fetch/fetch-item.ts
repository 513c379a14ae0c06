import type { Section } from '../message/section.ts';

/** One thing that a FETCH asks for. */
export type FetchItem =
  | { readonly kind: 'UID' | 'FLAGS' | 'INTERNALDATE' | 'RFC822.SIZE' | 'ENVELOPE' | 'BODYSTRUCTURE' | 'BODY' }
  | { readonly kind: 'MODSEQ' | 'EMAILID' | 'THREADID' | 'X-GM-MSGID' | 'X-GM-THRID' | 'X-GM-LABELS' }
  | {
      readonly kind: 'section';
      /** As the answer names it: without PEEK, with the origin of a partial. */
      readonly label: string;
      readonly section: Section;
      readonly partial: { readonly from: number; readonly length: number } | undefined;
      readonly peek: boolean;
    };
