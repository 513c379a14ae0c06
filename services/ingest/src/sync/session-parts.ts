import type { Clock } from '@mailfold/kernel';
import type { MailSession } from '@mailfold/mail-provider';
import type { Bell } from './bell.ts';
import type { FetchingParts } from './mail-fetching.ts';
import type { Pace } from './pace.ts';

export interface SessionParts extends FetchingParts {
  readonly clock: Clock;
  readonly connect: () => Promise<MailSession>;
  /** Rung when a round is wanted now. */
  readonly bell: Bell;
  readonly pace: Pace;
  /** At most so many at a time, one of them for rounds and history. */
  readonly connections: number;
  /** Outlives the session: a connection that breaks often must not mean a proof each time. */
  readonly proof: ProofPlan;
}

/** When the next proof is due, on the clock that never jumps (S14); `isWanted`: what was proved holds no longer, so soon. */
export interface ProofPlan {
  dueAt: number;
  /** How long after a proof that does not add up. */
  againMs: number;
  isWanted: boolean;
}
