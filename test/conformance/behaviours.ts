import { historyBehaviours } from './story/history.ts';
import { liveBehaviours } from './story/live.ts';
import { proofBehaviours } from './story/proof.ts';

/** The rows of the table, in the order in which the story tells them: each begins where the one before ended. */
export const BEHAVIOURS = [...historyBehaviours, ...liveBehaviours, ...proofBehaviours] as const;

export type BehaviourId = (typeof BEHAVIOURS)[number]['id'];
