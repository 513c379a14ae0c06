import type { NewEvent, StoredEvent } from '@mailfold/event-store';
import { sha256Hex } from '@mailfold/kernel';
import type { Command, Decision, Fact } from '../../src/decider.ts';
import type { Rules } from '../../src/deciding.ts';

/** Threads of one account: components over shared join keys, with merges, mutes and renames. */
export interface ThreadsState {
  readonly threadOf: Map<string, string>;
  readonly sizes: Map<string, number>;
  readonly seen: Set<string>;
  readonly muted: Set<string>;
  readonly names: Map<string, string>;
  notes: number;
  /** Of everything folded, in order: shows each difference in what was folded when. */
  trail: string;
}

export const emptyState = (): ThreadsState => ({
  threadOf: new Map(),
  sizes: new Map(),
  seen: new Set(),
  muted: new Set(),
  names: new Map(),
  notes: 0,
  trail: '',
});

export interface Seen {
  readonly id: string;
  readonly joins: readonly string[];
}

export type ThreadsCommand =
  | { readonly kind: 'rename'; readonly thread: string; readonly name: string }
  /** Not idempotent by itself: only its id keeps it from being done twice. */
  | { readonly kind: 'note' };

export interface ThreadsOutcome {
  readonly changed: boolean;
  readonly notes: number;
}

interface Attached extends Seen {
  readonly thread: string;
  /** Which message of the thread: shows everything that was applied twice or in another order. */
  readonly nth: number;
}

// What an operator sees when a rule has a bug, and what a new release mends.
export const bugs = { poison: 'poison', mended: false };

const seenOf = (event: NewEvent): Seen => event.data as Seen;

const reactToSeen = (state: ThreadsState, { id, joins }: Seen): readonly Fact[] => {
  if (joins.includes(bugs.poison) && !bugs.mended) throw new TypeError(`cannot read ${bugs.poison}`);
  // A repeat is a fact of its own, so that an input that is decided twice shows.
  if (state.seen.has(id)) return [{ type: 'threads.SeenAgain.v1', subject: id, data: { id } }];
  if (joins.some((join) => state.muted.has(join))) {
    return [{ type: 'threads.MessageMuted.v1', subject: id, data: { id, joins } }];
  }
  const known = [...new Set(joins.flatMap((join) => state.threadOf.get(join) ?? []))].toSorted();
  const [survivor = `t-${id}`, ...absorbed] = known;
  const size = known.reduce((sum, thread) => sum + (state.sizes.get(thread) ?? 0), 0);
  const attached: Attached = { id, joins, thread: survivor, nth: size + 1 };
  return [
    ...(known.length === 0 ? [{ type: 'threads.Started.v1', subject: survivor, data: { thread: survivor } }] : []),
    ...(absorbed.length > 0 ? [{ type: 'threads.Merged.v1', subject: survivor, data: { survivor, absorbed } }] : []),
    { type: 'threads.Attached.v1', subject: id, data: attached },
  ];
};

const decide = (state: ThreadsState, { body }: Command<ThreadsCommand>): Decision<ThreadsOutcome> => {
  switch (body.kind) {
    case 'note': {
      const notes = state.notes + 1;
      return {
        facts: [{ type: 'threads.Noted.v1', subject: 'notes', data: { notes } }],
        outcome: { changed: true, notes },
      };
    }
    case 'rename': {
      const { thread, name } = body;
      const changed = state.names.get(thread) !== name;
      const facts = changed ? [{ type: 'threads.Renamed.v1', subject: thread, data: { thread, name } }] : [];
      return { facts, outcome: { changed, notes: state.notes } };
    }
  }
};

const attach = (state: ThreadsState, { id, joins, thread }: Attached): void => {
  state.seen.add(id);
  for (const join of joins) state.threadOf.set(join, thread);
  state.sizes.set(thread, (state.sizes.get(thread) ?? 0) + 1);
};

const merge = (state: ThreadsState, survivor: string, absorbed: readonly string[]): void => {
  for (const [join, thread] of state.threadOf) if (absorbed.includes(thread)) state.threadOf.set(join, survivor);
  for (const thread of absorbed) {
    state.sizes.set(survivor, (state.sizes.get(survivor) ?? 0) + (state.sizes.get(thread) ?? 0));
    state.sizes.delete(thread);
  }
};

const follow = (state: ThreadsState, { id }: NewEvent): void => {
  state.trail = sha256Hex(state.trail + id);
};

const evolve = (state: ThreadsState, own: NewEvent): void => {
  follow(state, own);
  switch (own.type) {
    case 'threads.Attached.v1':
      return attach(state, own.data as Attached);
    case 'threads.Merged.v1': {
      const { survivor, absorbed } = own.data as { survivor: string; absorbed: readonly string[] };
      return merge(state, survivor, absorbed);
    }
    case 'threads.MessageMuted.v1':
      state.seen.add(seenOf(own).id);
      return;
    case 'threads.Renamed.v1': {
      const { thread, name } = own.data as { thread: string; name: string };
      state.names.set(thread, name);
      return;
    }
    case 'threads.Noted.v1':
      state.notes += 1;
      return;
    default:
      return;
  }
};

export const threadsRules: Rules<ThreadsState, ThreadsCommand, ThreadsOutcome> = {
  name: 'example.threads',
  context: 'threads',
  reactsTo: ['mail.Seen.v1', 'mail.Muted.v1'],
  // Followed and never answered: a fold of it is part of the state all the same.
  observe: (state: ThreadsState, input: StoredEvent) => {
    follow(state, input);
    if (input.type === 'mail.Muted.v1') state.muted.add((input.data as { join: string }).join);
  },
  react: (state, input) => (input.type === 'mail.Seen.v1' ? reactToSeen(state, seenOf(input)) : []),
  decide,
  evolve,
};
