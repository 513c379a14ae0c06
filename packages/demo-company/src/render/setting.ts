import type { Person } from '../story/person.ts';

export interface Setting {
  /** Midnight UTC of the day the mailbox is looked at. */
  readonly today: Date;
  readonly owner: string;
  readonly people: (key: string) => Person;
}
