import { seeded } from '../journeys/seeded.ts';
import { CUSTOMERS, type Owner, OWNERS } from './company.ts';

/** Something that a person, a second mail client or the CRM does. */
export type Deed =
  | { readonly kind: 'connect'; readonly owner: Owner }
  | { readonly kind: 'deliver'; readonly owner: Owner; readonly customer: number; readonly id: string }
  | { readonly kind: 'move'; readonly owner: Owner; readonly at: number; readonly to: string }
  | { readonly kind: 'flag'; readonly owner: Owner; readonly at: number; readonly seen: boolean }
  | { readonly kind: 'archive' | 'share' | 'private'; readonly owner: Owner; readonly mail: string }
  | { readonly kind: 'link'; readonly owner: Owner; readonly mail: string; readonly deal: string }
  | { readonly kind: 'record'; readonly of: 'contacts' | 'users'; readonly id: string; readonly body: unknown };

/** A kill, and what is being done meanwhile. */
export interface Strike {
  readonly victim: string;
  /** It comes when the log has grown by so many events, or nothing grows any more. */
  readonly after: number;
  readonly deeds: readonly Deed[];
}

/** Each as often as it stands here; every process at least once in so many kills. */
const VICTIMS = [
  'forwarder',
  'threading',
  'kafka',
  'ingest',
  'postgres',
  'linking',
  'projections',
  'threading-2',
  'visibility',
  'provider-writeback',
  'gateway',
] as const;

/** New mails with each strike. */
export const DELIVERIES = 4;
const MANY_EVENTS = 1_200;
const FEW_EVENTS = 40;
const MAILS_A_CUSTOMER = 40;
/** New mail of the first six; old threads of the others are archived, as live mail would bring an archived thread back. */
const LIVELY = CUSTOMERS / 2;
/** The last one is of a contact who comes late. */
const DEALS = 5;

/** The same for the same seed. */
export const planOf = (seed: number, kills: number): readonly Strike[] => {
  const chance = seeded(seed);
  const below = (count: number): number => Math.floor(chance.next().value * count);
  const one = <Item>(of: readonly Item[]): Item => of[below(of.length)] as Item;
  const mailOf = (customer: number): string => `year-${customer + CUSTOMERS * below(MAILS_A_CUSTOMER)}`;
  const command = (nth: number, connected: readonly Owner[]): Deed => {
    const owner = one(connected);
    switch (below(6)) {
      case 0:
        return { kind: 'archive', owner, mail: mailOf(LIVELY + below(LIVELY)) };
      case 1:
        return { kind: 'share', owner, mail: mailOf(below(CUSTOMERS)) };
      case 2:
        return { kind: 'private', owner, mail: mailOf(below(CUSTOMERS)) };
      case 3:
        return { kind: 'link', owner, mail: mailOf(below(CUSTOMERS)), deal: `d${2 * below(DEALS)}` };
      case 4:
        return { kind: 'record', of: 'users', id: `u${nth}`, body: { name: `User ${nth}` } };
      default: {
        const customer = below(CUSTOMERS);
        const addresses = [`buyer${customer}@customer${customer}.example`];
        return { kind: 'record', of: 'contacts', id: `c${customer}`, body: { name: `Buyer ${nth}`, addresses } };
      }
    }
  };
  const rounds = Array.from({ length: Math.ceil(kills / VICTIMS.length) }, () => shuffled(VICTIMS, below));
  return rounds
    .flat()
    .slice(0, kills)
    .map((victim, nth) => {
      const next = OWNERS[nth];
      const connected = OWNERS.slice(0, nth + 1);
      const deeds: Deed[] = next === undefined ? [] : [{ kind: 'connect', owner: next }];
      for (let mail = 0; mail < DELIVERIES; mail += 1)
        deeds.push({ kind: 'deliver', owner: one(OWNERS), customer: below(LIVELY), id: `live-${nth}-${mail}` });
      deeds.push({ kind: 'move', owner: one(OWNERS), at: chance.next().value, to: one(['Projects', 'Later']) });
      deeds.push({ kind: 'flag', owner: one(OWNERS), at: chance.next().value, seen: below(2) === 0 });
      deeds.push(command(nth, connected), command(nth + kills, connected));
      const after = 1 + below(nth <= OWNERS.length ? MANY_EVENTS : FEW_EVENTS);
      return { victim, after, deeds };
    });
};

const shuffled = <Item>(items: readonly Item[], below: (count: number) => number): readonly Item[] => {
  const left = [...items];
  return items.map(() => left.splice(below(left.length), 1)).flat();
};
