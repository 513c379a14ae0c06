import type { RecordKind } from '@mailfold/contracts';

/** What a person says of a thread's links, or what changed in the directory. */
export type LinkCommand =
  | { readonly kind: 'link-deal'; readonly threadId: string; readonly dealId: string; readonly by: string }
  | { readonly kind: 'unlink-deal'; readonly threadId: string; readonly by: string }
  | { readonly kind: 'link-contact'; readonly threadId: string; readonly contactId: string; readonly by: string }
  | { readonly kind: 'unlink-contact'; readonly threadId: string; readonly contactId: string; readonly by: string }
  | {
      readonly kind: 'reference-changed';
      readonly records: readonly { readonly kind: RecordKind; readonly id: string }[];
    };

export type LinkOutcome = 'done' | 'already-so' | 'not-found';
