import type { ProviderChange } from '@mailfold/contracts';
import type { Follows, Move } from './state.ts';

/** What the owner asks for a thread (WBK-1). */
export interface ThreadCommand {
  readonly kind: ProviderChange;
  readonly threadId: string;
  /** The command's own id: names the action from then on. */
  readonly actionId: string;
  readonly by: string;
}

/** What the actor tells of an intent (WBK-4). */
export type IntentCommand =
  | { readonly kind: 'attempted'; readonly intentId: string; readonly attempt: number }
  | { readonly kind: 'acknowledged'; readonly intentId: string; readonly moves: readonly Move[] }
  | { readonly kind: 'refused'; readonly intentId: string; readonly code: string; readonly reason: string }
  | { readonly kind: 'overtaken'; readonly intentId: string; readonly reason: string };

export type ActionsCommand = ThreadCommand | IntentCommand;

export interface ActionsOutcome {
  readonly outcome: 'done' | 'already-so' | 'not-found';
  /** With `done`, of a thread's action. */
  readonly provider?: Follows;
}
