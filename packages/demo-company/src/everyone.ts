import { colleagues } from './content/organisations/colleagues.ts';
import { everyContact } from './content/organisations/every-customer.ts';
import { outsiders } from './content/organisations/outsiders.ts';
import type { Person } from './story/person.ts';

const everyone: ReadonlyMap<string, Person> = new Map(
  [...colleagues, ...everyContact.map(({ person }) => person), ...outsiders].map((person) => [person.key, person]),
);

/** The person that the content calls by this name. */
export function personNamed(key: string): Person {
  const person = everyone.get(key);
  if (person === undefined) throw new Error(`the content speaks of nobody named ${key}`);
  return person;
}
