import type { ClientName } from '../render/client.ts';
import type { Person } from '../story/person.ts';

/** Who in the company may see a record. */
export type Audience = 'everyone' | 'sales' | 'service' | 'owner';

interface Organisation {
  readonly key: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly audience: Audience;
}

/** A person whom the CRM knows. */
export interface Contact {
  readonly person: Person;
  readonly organisation?: string;
  readonly audience: Audience;
  readonly moreAddresses: readonly string[];
}

export interface Customer {
  readonly organisation: Organisation;
  readonly contacts: readonly Contact[];
}

interface Manner {
  readonly offset: string;
  readonly client: ClientName;
  readonly audience: Audience;
  /** The lines under everyone's name and title. */
  readonly footer: readonly string[];
}

/** Name, local part of the address, title; then another mail program or address where they differ. */
type Row = readonly [string, string, string, { readonly client?: ClientName; readonly also?: string }?];

/** A customer and its people, each in one row. */
export function customer(
  key: string,
  name: string,
  domain: string,
  manner: Manner,
  rows: Readonly<Record<string, Row>>,
): Customer {
  const contacts = Object.entries(rows).map(([person, [who, local, title, more]]) => ({
    person: {
      key: person,
      name: who,
      address: `${local}@${domain}`,
      client: more?.client ?? manner.client,
      offset: manner.offset,
      signature: [...title.split('\n'), ...manner.footer],
    },
    organisation: key,
    audience: manner.audience,
    moreAddresses: more?.also === undefined ? [] : [more.also],
  }));
  return { organisation: { key, name, domains: [domain], audience: manner.audience }, contacts };
}
