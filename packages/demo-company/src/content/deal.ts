import type { Story } from '../story/story.ts';
import type { Audience } from './directory.ts';

/** A deal with the mail that was written about it. */
export interface DealStory extends Story {
  readonly key: string;
  readonly name: string;
  readonly state: 'open' | 'won' | 'lost';
  /** Weekdays before today. */
  readonly openedAgo: number;
  readonly organisation: string;
  /** People of the directory, by key. */
  readonly contacts: readonly string[];
  readonly audience: Audience;
}
