import type { AccountSettings, Scope, Start } from '@mailfold/contracts';
import type { Screening } from '../block-lists/block-lists.ts';
import type { AccountData } from './state.ts';

/** What a person, or the sync worker, says of an account. */
export type AccountCommand =
  /** Proved by a login before. `hashKey` is used for a new account only. */
  | { readonly kind: 'connect'; readonly account: AccountData }
  | { readonly kind: 'change-settings'; readonly settings: Partial<AccountSettings> }
  | { readonly kind: 'change-scope'; readonly scope: Scope; readonly start?: Start }
  /** A block list as it is now (SCO-4). */
  | { readonly kind: 'screen'; readonly list: 'tenant' | 'user'; readonly version: number; readonly blocked: Screening }
  | { readonly kind: 'reject-credentials'; readonly reason: string }
  | { readonly kind: 'renew-credentials' }
  | {
      readonly kind: 'unreachable';
      readonly reason: string;
      readonly since: string;
      readonly side: 'provider' | 'ours';
    }
  /** `until`: RFC 3339; repeated with about the same end it is already so. */
  | { readonly kind: 'throttled'; readonly reason: string; readonly until: string }
  | { readonly kind: 'recovered' }
  /** Without a reason: somebody's command. */
  | { readonly kind: 'disconnect'; readonly reason?: 'user-removed' };

export type AccountOutcome = 'connected' | 'resumed' | 'already-connected' | 'changed' | 'unchanged' | 'not-found';
