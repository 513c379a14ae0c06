import type { NewEvent, StoredEvent } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';
import type { Command, Decider, Fact } from './decider.ts';
import { causeOfCommand, causeOfInput, eventOf, type Cause } from './event-of-fact.ts';

/** The part of a decider that is pure. */
export type Rules<State, Body, Outcome> = Pick<
  Decider<State, Body, Outcome>,
  'name' | 'context' | 'reactsTo' | 'observe' | 'react' | 'decide' | 'evolve'
>;

export interface Answered<Outcome> {
  readonly id: string;
  readonly outcome: Outcome;
  readonly events: readonly NewEvent[];
}

/**
 * Observes each input (of a type and version that the rules follow), reacts to it and folds what follows, in order.
 * @param state changed in place
 * @returns the events to append
 */
export const decideInputs = <State, Body, Outcome>(
  rules: Rules<State, Body, Outcome>,
  state: State,
  inputs: readonly StoredEvent[],
): NewEvent[] => {
  const folding = new Folding(rules, state);
  for (const input of inputs) {
    rules.observe?.(state, input);
    folding.fold(rules.react(state, input), causeOfInput(input));
  }
  return folding.events;
};

/**
 * Decides each command on what the ones before it left.
 * @param state changed in place
 * @param inputPosition how far the inputs of the key were decided
 */
export const decideCommands = <State, Body, Outcome>(
  rules: Rules<State, Body, Outcome>,
  state: State,
  commands: readonly Command<Body>[],
  inputPosition: number,
): Answered<Outcome>[] => {
  const folding = new Folding(rules, state);
  return commands.map((command) => {
    const { facts, outcome } = rules.decide(state, command);
    return { id: command.id, outcome, events: folding.fold(facts, causeOfCommand(command, inputPosition)) };
  });
};

class Folding<State> {
  readonly events: NewEvent[] = [];
  readonly #rules: Pick<Rules<State, never, unknown>, 'name' | 'evolve'>;
  readonly #state: State;
  readonly #ids = new Set<string>();

  constructor(rules: Pick<Rules<State, never, unknown>, 'name' | 'evolve'>, state: State) {
    this.#rules = rules;
    this.#state = state;
  }

  fold(facts: readonly Fact[], cause: Cause): NewEvent[] {
    const events = facts.map((fact) => this.#event(fact, cause));
    for (const event of events) this.#rules.evolve(this.#state, event);
    this.events.push(...events);
    return events;
  }

  #event(fact: Fact, cause: Cause): NewEvent {
    const event = eventOf(this.#rules.name, fact, cause);
    if (this.#ids.has(event.id)) throw repeatedFact(this.#rules.name, fact);
    this.#ids.add(event.id);
    return event;
  }
}

const repeatedFact = (processor: string, fact: Fact): MailfoldError =>
  new MailfoldError({
    code: 'processor/repeated-fact',
    message: `${processor} decided ${fact.type} on ${fact.subject} twice for one cause: a bug in its rules`,
    details: { processor, type: fact.type, subject: fact.subject },
  });
