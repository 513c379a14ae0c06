import { setTimeout as pause } from 'node:timers/promises';
import { backoff } from '@mailfold/kernel';
import { contended, remedyOf } from './errors.ts';

const MOST_TRIES = 10;
const wait = backoff({ initialMs: 5, maxMs: 1_000, factor: 2 });

export interface Deciding<Result> {
  readonly processor: string;
  readonly key: string;
  /** Brings the state to the end of its stream. */
  readonly prepare: () => Promise<void>;
  /** Decides in one transaction; rejects having changed nothing. */
  readonly attempt: () => Promise<Result>;
  /** Nothing is known of the key's state any more. */
  readonly forget: () => void;
}

/** Folds and decides until no other writer comes between; bounded. */
export const untilDecided = async <Result>(deciding: Deciding<Result>): Promise<Result> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await deciding.prepare();
      return await deciding.attempt();
    } catch (thrown) {
      deciding.forget();
      if (remedyOf(thrown) !== 'decide-again') throw thrown;
      if (tries >= MOST_TRIES) throw contended(deciding.processor, deciding.key, tries, thrown);
      // The first time nobody needs to be waited for: the tail is there already.
      if (tries > 1) await pause(wait(tries - 1));
    }
  }
};
