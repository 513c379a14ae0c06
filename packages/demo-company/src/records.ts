import type { Audience } from './content/directory.ts';

export type VisibleTo =
  | { readonly everyone: true }
  | { readonly users: readonly string[] }
  | { readonly groups: readonly string[] };

export interface UserRecord {
  readonly externalId: string;
  readonly name: string;
  readonly address: string;
  readonly groups: readonly string[];
}

export interface OrganisationRecord {
  readonly externalId: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly visibleTo: VisibleTo;
}

export interface ContactRecord {
  readonly externalId: string;
  readonly name: string;
  readonly addresses: readonly string[];
  readonly organisationId?: string;
  readonly ownerId: string;
  readonly visibleTo: VisibleTo;
}

export interface DealRecord {
  readonly externalId: string;
  readonly name: string;
  readonly state: 'open' | 'won' | 'lost';
  /** RFC 3339, UTC. */
  readonly openedAt: string;
  readonly contactIds: readonly string[];
  readonly organisationId: string;
  readonly ownerId: string;
  readonly visibleTo: VisibleTo;
}

export const OWNER = 'aiko';

export function visibleTo(audience: Audience): VisibleTo {
  switch (audience) {
    case 'everyone':
      return { everyone: true };
    case 'sales':
      return { groups: ['sales'] };
    case 'service':
      return { groups: ['sales', 'service'] };
    case 'owner':
      return { users: [OWNER] };
  }
}
