import type { StoredMessage } from './stored-message.ts';

/** What happens to a user's folders. The journal is a list of these, and folding them gives the state. */
export type FolderRecord =
  | {
      readonly kind: 'folder-created';
      readonly folder: string;
      readonly path: string;
      readonly uidValidity: number;
      readonly specialUse?: string | undefined;
      readonly uidNext: number;
      readonly highestModseq: number;
    }
  | { readonly kind: 'folder-renamed'; readonly folder: string; readonly path: string }
  | { readonly kind: 'folder-deleted'; readonly folder: string }
  | { readonly kind: 'subscribed'; readonly path: string }
  | { readonly kind: 'unsubscribed'; readonly path: string }
  | { readonly kind: 'uid-validity-set'; readonly folder: string; readonly uidValidity: number }
  | {
      readonly kind: 'uids-renumbered';
      readonly folder: string;
      readonly uidValidity: number;
      readonly messages: readonly StoredMessage[];
    }
  | { readonly kind: 'added'; readonly folder: string; readonly message: StoredMessage }
  | {
      readonly kind: 'flagged';
      readonly folder: string;
      readonly modseq: number;
      readonly flags: readonly (readonly [uid: number, flags: readonly string[]])[];
    }
  | {
      readonly kind: 'vanished';
      readonly folder: string;
      readonly modseq: number;
      readonly uids: readonly (readonly [number, number])[];
    };
