import type { Person } from '../story/person.ts';

/** A mail of a conversation once it has a date, a subject and an id: what later mails quote and name. */
export interface Written {
  readonly id: string;
  readonly references: readonly string[];
  readonly date: Date;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly subject: string;
  /** Own words and signature. */
  readonly text: string;
  /** The mail that it quotes below its own words. */
  readonly quoted?: Written;
  /** Quoted to be passed on, not to be answered. */
  readonly forwards: boolean;
}
