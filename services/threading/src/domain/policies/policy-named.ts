import type { ThreadingPolicy } from '../policy.ts';
import { subjectParticipants } from './subject-participants.ts';

const POLICIES: ReadonlyMap<string, ThreadingPolicy> = new Map([subjectParticipants].map((one) => [one.name, one]));

/** @throws {RangeError} for a name that no version of ours has; the account's events then wait in the parked table. */
export const policyNamed = (name: string): ThreadingPolicy => {
  const policy = POLICIES.get(name);
  if (policy === undefined)
    throw new RangeError(`no threading policy is named ${name}; known: ${[...POLICIES.keys()].join(', ')}`);
  return policy;
};
