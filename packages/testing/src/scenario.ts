import type { NewEvent, StoredEvent } from '@mailfold/event-store';
import {
  causeOfCommand,
  causeOfInput,
  eventOf,
  type Cause,
  type Command,
  type Fact,
  type Rules,
} from '@mailfold/processor';
import { EventBuilder } from './event-builder.ts';

/** An own event as a fact, or an input as it was stored. */
export type History = Fact | StoredEvent;

/** What a scenario expects of a fact; `subject` and the rest are compared where they are given. */
export type ExpectedFact = Pick<Fact, 'type' | 'data'> & Partial<Fact>;

export interface Given<Body, Outcome> {
  /** Inputs that were decided on before: observed, reacted to, folded. */
  after(...inputs: readonly StoredEvent[]): Given<Body, Outcome>;
  /** What is decided on now: an input, of a type that the decider follows, or a command. */
  when(happens: StoredEvent | Command<Body>): Then<Outcome>;
}

/** Each of these also checks that the same input or command again, applied what it led to, leads to nothing. */
export interface Then<Outcome> {
  /** Exactly these, in this order. */
  thenFacts(...expected: readonly ExpectedFact[]): Then<Outcome>;
  thenNothing(): Then<Outcome>;
  /** No fact, and an outcome that matches. */
  thenRefused(outcome: Partial<Outcome>): Then<Outcome>;
  /** The outcome of a command matches. */
  thenOutcome(outcome: Partial<Outcome>): Then<Outcome>;
  /** For what the above cannot say. */
  readonly facts: readonly Fact[];
}

interface Decided<Outcome> {
  readonly facts: readonly Fact[];
  readonly outcome: Outcome | undefined;
}

/**
 * Scenarios of one decider, with its state in memory: `load` and `save` are not used.
 *
 * ```ts
 * const given = scenarios(threadingRules, emptyState);
 * given(fact(ThreadStarted, id, {…})).when(observed).thenFacts(fact(MessageAttached, id, {…}));
 * ```
 *
 * History is folded as a rebuild does it: own events by `evolve`, inputs by `observe`.
 * @param emptyState a new state of an account of which nothing is known
 */
export const scenarios =
  <State, Body, Outcome>(
    rules: Rules<State, Body, Outcome>,
    emptyState: () => State,
  ): ((...history: readonly History[]) => Given<Body, Outcome>) =>
  (...history) => {
    const scenario = new Scenario(rules, emptyState());
    for (const happened of history) scenario.fold(happened);
    return scenario;
  };

class Scenario<State, Body, Outcome> implements Given<Body, Outcome> {
  readonly #rules: Rules<State, Body, Outcome>;
  readonly #state: State;
  readonly #past = new EventBuilder();
  #told = 0;

  constructor(rules: Rules<State, Body, Outcome>, state: State) {
    this.#rules = rules;
    this.#state = state;
  }

  fold(happened: History): void {
    if ('subject' in happened) this.#rules.evolve(this.#state, this.#own(happened));
    else if (this.#rules.reactsTo.includes(happened.type)) this.#rules.observe?.(this.#state, happened);
    else this.#rules.evolve(this.#state, happened);
  }

  after(...inputs: readonly StoredEvent[]): this {
    for (const input of inputs) this.#decide(input);
    return this;
  }

  when(happens: StoredEvent | Command<Body>): Then<Outcome> {
    const { facts, outcome } = this.#decide(happens);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    const again = this.#decide(happens);
    return thenOf({ facts, outcome }, again.facts);
  }

  #decide(happens: StoredEvent | Command<Body>): Decided<Outcome> {
    return 'body' in happens ? this.#command(happens) : this.#input(happens);
  }

  #input(input: StoredEvent): Decided<Outcome> {
    expect(this.#rules.reactsTo).toContain(input.type);
    this.#rules.observe?.(this.#state, input);
    const facts = this.#rules.react(this.#state, input);
    this.#apply(facts, causeOfInput(input));
    return { facts, outcome: undefined };
  }

  #command(command: Command<Body>): Decided<Outcome> {
    const { facts, outcome } = this.#rules.decide(this.#state, command);
    this.#apply(facts, causeOfCommand(command, 0));
    return { facts, outcome };
  }

  #apply(facts: readonly Fact[], cause: Cause): void {
    const events = facts.map((fact) => eventOf(this.#rules.name, fact, cause));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const event of events) this.#rules.evolve(this.#state, event);
  }

  #own(fact: Fact): NewEvent {
    this.#told += 1;
    return eventOf(this.#rules.name, fact, causeOfCommand(this.#past.command({ told: this.#told }), 0));
  }
}

const thenOf = <Outcome>({ facts, outcome }: Decided<Outcome>, repeated: readonly Fact[]): Then<Outcome> => {
  const check = (assertions: () => void): Then<Outcome> => {
    assertions();
    // Applying the result and repeating the cause gives nothing.
    expect(repeated).toEqual([]);
    return then;
  };
  const then: Then<Outcome> = {
    facts,
    thenFacts: (...expected) => check(() => expect(facts.map(asFarAs(expected))).toEqual(expected)),
    thenNothing: () => check(() => expect(facts).toEqual([])),
    thenRefused: (expected) =>
      check(() => {
        expect(facts).toEqual([]);
        expect(outcome).toMatchObject(expected);
      }),
    thenOutcome: (expected) => check(() => expect(outcome).toMatchObject(expected)),
  };
  return then;
};

/** The fact with those fields only that the expectation at its place has; all of them where there is none. */
const asFarAs =
  (expected: readonly ExpectedFact[]) =>
  (fact: Fact, index: number): object => {
    const wanted = expected[index];
    return wanted === undefined ? fact : Object.fromEntries(Object.entries(fact).filter(([field]) => field in wanted));
  };
