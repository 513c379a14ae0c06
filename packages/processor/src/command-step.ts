import type { NewEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { commandsDone, insertCommands, type CommandRow } from './command-rows.ts';
import type { Command } from './decider.ts';
import { decideCommands, type Answered } from './deciding.ts';
import { conclude, type Concluded, type Desk } from './desk.ts';
import type { KeyTail } from './key-tail.ts';
import { fenced } from './errors.ts';
import { decidedUpTo, lockPlace, type Place, raiseFence } from './place.ts';

/** How a command ended; its position is asked for afterwards, because it is known only when all is committed. */
export interface Answer<Outcome> {
  readonly outcome: Outcome;
  readonly revision: number;
  readonly events: readonly NewEvent[];
  readonly repeated: boolean;
}

export interface Answers<Outcome> {
  readonly byId: ReadonlyMap<string, Answer<Outcome>>;
  /** Absent when nothing was appended. */
  readonly appended?: { readonly revision: number; readonly position: number };
}

/** Decides commands of one key in one transaction. One whose id was done before gets the answer of then. */
export const applyCommands = async <State, Body, Outcome>(
  desk: Desk<State, Body, Outcome>,
  tail: KeyTail<State, Body, Outcome>,
  key: string,
  commands: readonly Command<Body>[],
): Promise<Answers<Outcome>> => {
  const { decider, deps } = desk;
  const { byId, concluded } = await deps.rows.transaction(async (sql) => {
    const place = await lockPlace(sql, decider.name, key, 0);
    await passFence(sql, decider.name, key, place, commands);
    tail.assertCurrent(key, place);
    const done = await commandsDone(sql, decider.name, key, remembered(commands));
    const fresh = withoutRepeats(commands).filter((command) => !done.has(command.id));
    const decided = await decideFresh(desk, sql, key, place, fresh);
    const answers = new Map([
      ...decided.answers,
      ...[...done].map(([id, row]) => [id, answerOf<Outcome>(row)] as const),
    ]);
    return { byId: answers, concluded: decided.concluded };
  });
  tail.moved(key, concluded.place.revision);
  return { byId, ...(concluded.appended === undefined ? {} : { appended: concluded.appended }) };
};

/** @throws MailfoldError `processor/fenced` */
const passFence = async (
  sql: Sql,
  processor: string,
  key: string,
  { fence: seen }: Place,
  commands: readonly Command<unknown>[],
): Promise<void> => {
  const fences = commands.flatMap(({ fence }) => fence ?? []);
  if (fences.length === 0) return;
  const lowest = Math.min(...fences);
  if (lowest < seen) throw fenced(processor, key, lowest, seen);
  const highest = Math.max(...fences);
  if (highest > seen) await raiseFence(sql, processor, key, highest);
};

const decideFresh = async <State, Body, Outcome>(
  desk: Desk<State, Body, Outcome>,
  sql: Sql,
  key: string,
  place: Place,
  fresh: readonly Command<Body>[],
): Promise<{ readonly answers: Map<string, Answer<Outcome>>; readonly concluded: Concluded }> => {
  if (fresh.length === 0) return { answers: new Map(), concluded: { place } };
  const { decider, deps } = desk;
  const state = await decider.load(sql, key, { events: [], commands: fresh });
  const answered = decideCommands(decider, state, fresh, decidedUpTo(place));
  const answers = new Map(answersAfter(place.revision, answered));
  const kept = new Set(remembered(fresh));
  const rows = [...answers]
    .filter(([id]) => kept.has(id))
    .map(([id, { outcome, revision }]) => ({ id, outcome, revision }));
  await insertCommands(sql, decider.name, key, rows, deps.clock.now());
  const events = answered.flatMap((one) => one.events);
  if (events.length === 0) return { answers, concluded: { place } };
  return { answers, concluded: await conclude(desk, sql, key, place, events, decider.save(sql, key, state)) };
};

function* answersAfter<Outcome>(
  before: number,
  answered: readonly Answered<Outcome>[],
): Generator<[string, Answer<Outcome>]> {
  let revision = before;
  for (const { id, outcome, events } of answered) {
    revision += events.length;
    yield [id, { outcome, revision, events, repeated: false }];
  }
}

// The outcome was this decider's own when it was stored.
const answerOf = <Outcome>({ outcome, revision }: CommandRow): Answer<Outcome> => ({
  outcome: (outcome ?? undefined) as Outcome,
  revision,
  events: [],
  repeated: true,
});

const remembered = (commands: readonly Command<unknown>[]): string[] =>
  commands.filter((command) => command.remember !== false).map((command) => command.id);

const withoutRepeats = <Body>(commands: readonly Command<Body>[]): Command<Body>[] =>
  [...new Map(commands.toReversed().map((command) => [command.id, command])).values()].toReversed();
