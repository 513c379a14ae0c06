import type { Story } from './story.ts';

/** Something that every server is used for, with the same outcome at each. */
export interface Behaviour<Id extends string = string> {
  readonly id: Id;
  /** The fact, as a row of the table. */
  readonly name: string;
  /** Plays it and asserts the outcome. */
  readonly holds: (story: Story) => Promise<void>;
  /** Asserts that a server which is said to be unable to do it truly is. */
  readonly isMissing?: (story: Story) => Promise<void>;
  /** In milliseconds; jest's own when left out. */
  readonly within?: number;
}

/** Keeps the ids as the words that they are. */
export const behaviours = <const Id extends string>(rows: readonly Behaviour<Id>[]): readonly Behaviour<Id>[] => rows;
