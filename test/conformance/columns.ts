import type { BehaviourId } from './behaviours.ts';

/** What the table says of one server. */
export interface Column {
  readonly name: string;
  /** Of `NOTABLE`, what it announces. */
  readonly announces: readonly Notable[];
  /** What it cannot do, each with the reason; the suite looks whether that is so. */
  readonly cannot?: Readonly<Partial<Record<BehaviourId, string>>>;
}

/** Extensions by which our ways of asking differ. */
export const NOTABLE = [
  'IDLE',
  'NOTIFY',
  'CONDSTORE',
  'QRESYNC',
  'MOVE',
  'UIDPLUS',
  'SPECIAL-USE',
  'OBJECTID',
  'X-GM-EXT-1',
] as const;

export type Notable = (typeof NOTABLE)[number];

const NO_LABELS = { labels: 'has no labels' };

/** One for each server, in the order of the table. */
export const COLUMNS = {
  dovecot: {
    name: 'Dovecot 2.3',
    announces: ['IDLE', 'NOTIFY', 'CONDSTORE', 'QRESYNC', 'MOVE', 'UIDPLUS', 'SPECIAL-USE'],
    cannot: NO_LABELS,
  },
  dovecotNoQresync: {
    name: 'Dovecot, no QRESYNC',
    announces: ['IDLE', 'CONDSTORE', 'MOVE', 'UIDPLUS', 'SPECIAL-USE'],
    cannot: NO_LABELS,
  },
  dovecotNoCondstore: {
    name: 'Dovecot, no CONDSTORE',
    announces: ['IDLE', 'MOVE', 'UIDPLUS', 'SPECIAL-USE'],
    cannot: NO_LABELS,
  },
  cyrus: {
    name: 'Cyrus 3.6',
    announces: ['IDLE', 'CONDSTORE', 'QRESYNC', 'MOVE', 'UIDPLUS', 'SPECIAL-USE', 'OBJECTID'],
    cannot: NO_LABELS,
  },
  mox: {
    name: 'mox 0.0.15',
    announces: ['IDLE', 'NOTIFY', 'CONDSTORE', 'QRESYNC', 'MOVE', 'UIDPLUS', 'SPECIAL-USE'],
    cannot: NO_LABELS,
  },
  james: {
    name: 'Apache James 3.8',
    announces: ['IDLE', 'QRESYNC', 'MOVE', 'UIDPLUS', 'SPECIAL-USE', 'OBJECTID'],
    cannot: NO_LABELS,
  },
  greenmail: { name: 'GreenMail 2.1', announces: ['IDLE', 'MOVE', 'UIDPLUS'], cannot: NO_LABELS },
  pymap: { name: 'pymap 0.36', announces: ['IDLE', 'MOVE', 'UIDPLUS', 'OBJECTID'], cannot: NO_LABELS },
  own: {
    name: 'our own server',
    announces: ['IDLE', 'CONDSTORE', 'QRESYNC', 'MOVE', 'UIDPLUS', 'SPECIAL-USE', 'OBJECTID'],
    cannot: NO_LABELS,
  },
  gmail: {
    name: 'our own, as Gmail',
    announces: ['IDLE', 'CONDSTORE', 'MOVE', 'UIDPLUS', 'SPECIAL-USE', 'X-GM-EXT-1'],
  },
} as const satisfies Readonly<Record<string, Column>>;
