import type { Finding } from '@mailfold/contracts/http';
import { messageOf } from '@mailfold/kernel';
import { setTimeout as pause } from 'node:timers/promises';

/** A look at one part. What it throws is a finding, too. */
export interface Check {
  readonly part: string;
  /** What to do where the look itself fails or takes too long. */
  readonly whatToDo: string;
  look(): Promise<readonly Finding[]>;
}

const broken = ({ part, whatToDo }: Check, words: string): Finding => ({ part, state: 'broken', words, whatToDo });

const looked = async (check: Check): Promise<readonly Finding[]> => {
  try {
    return await check.look();
  } catch (error) {
    // Whatever it is: that something fails is what a doctor is asked about.
    return [broken(check, messageOf(error))];
  }
};

/** Never rejects; answers in time even where a part does not. */
export async function examine(check: Check, withinMs = 5_000): Promise<readonly Finding[]> {
  const late = new AbortController();
  const silent = [broken(check, `did not answer within ${withinMs / 1_000} s`)];
  const tooLate = pause(withinMs, silent, { signal: late.signal }).catch(() => silent);
  const found = await Promise.race([looked(check), tooLate]);
  late.abort();
  return found;
}
