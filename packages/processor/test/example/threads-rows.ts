import type { Migration, Sql } from '@mailfold/read-store';
import type { Decider } from '../../src/decider.ts';
import { emptyState, threadsRules, type ThreadsCommand, type ThreadsOutcome, type ThreadsState } from './threads.ts';

export const EXAMPLE_MIGRATIONS: readonly Migration[] = [
  {
    name: 'example/001-state',
    sql: `
      create schema example;
      create table example.entry (account text, kind text, name text, value text, primary key (account, kind, name));`,
  },
];

interface Entry {
  readonly kind: 'join' | 'size' | 'seen' | 'muted' | 'name' | 'notes' | 'trail';
  readonly name: string;
  readonly value: string;
}

const take = (state: ThreadsState, { kind, name, value }: Entry): void => {
  switch (kind) {
    case 'join':
      state.threadOf.set(name, value);
      return;
    case 'size':
      state.sizes.set(name, Number(value));
      return;
    case 'seen':
      state.seen.add(name);
      return;
    case 'muted':
      state.muted.add(name);
      return;
    case 'name':
      state.names.set(name, value);
      return;
    case 'notes':
      state.notes = Number(value);
      return;
    case 'trail':
      state.trail = value;
  }
};

const entriesOf = (state: ThreadsState): Entry[] => [
  ...[...state.threadOf].map(([name, value]) => ({ kind: 'join' as const, name, value })),
  ...[...state.sizes].map(([name, value]) => ({ kind: 'size' as const, name, value: String(value) })),
  ...[...state.seen].map((name) => ({ kind: 'seen' as const, name, value: '' })),
  ...[...state.muted].map((name) => ({ kind: 'muted' as const, name, value: '' })),
  ...[...state.names].map(([name, value]) => ({ kind: 'name' as const, name, value })),
  { kind: 'notes' as const, name: '', value: String(state.notes) },
  { kind: 'trail' as const, name: '', value: state.trail },
];

const clear = async (sql: Sql, account: string): Promise<void> => {
  await sql.query('delete from example.entry where account = $1', [account]);
};

/** The whole account is loaded and written each time, which only an example may do. */
export const threadsDecider: Decider<ThreadsState, ThreadsCommand, ThreadsOutcome> = {
  ...threadsRules,
  load: async (sql, account) => {
    const state = emptyState();
    const rows = await sql.query<Entry>('select kind, name, value from example.entry where account = $1', [account]);
    for (const row of rows) take(state, row);
    return state;
  },
  save: async (sql, account, state) => {
    await clear(sql, account);
    const entries = entriesOf(state);
    await sql.query(
      `insert into example.entry select $1, kind, name, value
       from unnest($2::text[], $3::text[], $4::text[]) as u (kind, name, value)`,
      [account, entries.map((e) => e.kind), entries.map((e) => e.name), entries.map((e) => e.value)],
    );
  },
  clear,
};
