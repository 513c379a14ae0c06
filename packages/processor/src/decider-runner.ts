import type { NewEvent, StoredEvent } from '@mailfold/event-store';
import { chunk } from '@mailfold/kernel';
import type { Batch, Ripe } from '@mailfold/message-bus';
import { migrate } from '@mailfold/read-store';
import { applyCommands } from './command-step.ts';
import type { Command, Decider } from './decider.ts';
import type { Desk } from './desk.ts';
import { byKey, streamOf } from './event-of-fact.ts';
import { applyOrPark } from './halving.ts';
import { HandledTypes } from './handled-types.ts';
import { applyInputs, applyParked } from './input-step.ts';
import { KeyTail } from './key-tail.ts';
import { eachOf, KeyedQueue } from './keyed-queue.ts';
import { PROCESSOR_MIGRATIONS } from './migrations.ts';
import { parkEvent } from './park.ts';
import { dropParked, retryInOrder } from './parked-retry.ts';
import type { ProcessorDeps, Retried, Runner } from './runner.ts';
import { keysOf } from './stream-keys.ts';
import { decideTraced } from './traced.ts';
import { untilDecided } from './until-decided.ts';

/** What `execute` answers. */
export interface Executed<Outcome> {
  /** The command's. */
  readonly id: string;
  readonly key: string;
  readonly outcome: Outcome;
  /** Of the own stream after the command; -1: it has no events. */
  readonly revision: number;
  /** Of the event at that revision or a later one of the same append; 0 where there is none. For `?atLeast=` tokens. */
  readonly position: number;
  /** What this call appended for the command; empty on a repeat. */
  readonly events: readonly NewEvent[];
  /** The id was done before; the outcome is the one of then. */
  readonly repeated: boolean;
}

// Each takes a connection of the pool that all processors of the process share.
const KEYS_AT_ONCE = 2;
const COMMANDS_AT_ONCE = 500;
const MOST_KEYS = 10_000;

/** Runs a decider: inputs from the bus, commands from callers, each with effect once. */
export class DeciderRunner<State, Body = never, Outcome = undefined> implements Runner {
  readonly name: string;
  readonly #desk: Desk<State, Body, Outcome>;
  readonly #tail: KeyTail<State, Body, Outcome>;
  readonly #queue = new KeyedQueue();
  readonly #lastPosition = new Map<string, { readonly revision: number; readonly position: number }>();

  constructor(decider: Decider<State, Body, Outcome>, deps: ProcessorDeps) {
    this.name = decider.name;
    this.#desk = { decider, deps, types: new HandledTypes(decider.reactsTo) };
    this.#tail = new KeyTail(this.#desk);
  }

  get lingerMs(): number | undefined {
    return this.#desk.decider.lingerMs;
  }

  get ripe(): Ripe | undefined {
    return this.#desk.decider.ripe;
  }

  async start(): Promise<void> {
    await migrate(this.#desk.deps.rows, PROCESSOR_MIGRATIONS);
  }

  concerns(event: Pick<StoredEvent, 'type'>): boolean {
    return this.#desk.types.concerns(event);
  }

  /** Keys without an event that the decider follows open no transaction, and their applied position stays. */
  async handle(batch: Batch): Promise<void> {
    const inputs = batch.events.filter((event) => this.#desk.types.concerns(event));
    await eachOf(byKey(inputs), KEYS_AT_ONCE, ([key, events]) =>
      this.#queue.run(key, () => this.#applyOrPark(key, events)),
    );
  }

  async execute(command: Command<Body>): Promise<Executed<Outcome>> {
    const [executed] = await this.executeMany([command]);
    if (executed === undefined) throw new TypeError('a command without an answer');
    return executed;
  }

  /**
   * Commands on one key or many; each key in the order given, 500 in a transaction. When it rejects, some may have been
   * done: repeat all with their ids.
   */
  async executeMany(commands: readonly Command<Body>[]): Promise<Executed<Outcome>[]> {
    const done = new Map<Command<Body>, Executed<Outcome>>();
    await eachOf(
      Map.groupBy(commands, (command) => command.key),
      KEYS_AT_ONCE,
      async ([key, ofKey]) => {
        for (const part of chunk(ofKey, COMMANDS_AT_ONCE)) {
          const answers = await decideTraced(this.name, key, part, (traced) =>
            this.#queue.run(key, () => this.#deciding(key, () => applyCommands(this.#desk, this.#tail, key, traced))),
          );
          for (const command of part) {
            const answer = answers.byId.get(command.id);
            if (answer === undefined) continue;
            const position = answers.appended?.position ?? (await this.#positionAt(key, answer.revision));
            done.set(command, { id: command.id, key, ...answer, position });
          }
        }
      },
    );
    return commands.flatMap((command) => done.get(command) ?? []);
  }

  /**
   * Makes the rows of a key, or of every key, again: own events are folded and inputs observed, nothing is decided again.
   * Needs `clear` of the decider.
   */
  async rebuildState(key?: string): Promise<void> {
    const { decider, deps } = this.#desk;
    if (decider.clear === undefined) throw new TypeError(`${this.name} has no clear(): its state cannot be rebuilt`);
    const keys = key === undefined ? await keysOf(deps, decider) : [key];
    for (const one of keys) await this.#queue.run(one, () => this.#tail.refold(one));
  }

  async retryParked(key: string): Promise<Retried> {
    return this.#queue.run(key, () =>
      retryInOrder(this.#desk.deps, this.name, key, (part) =>
        this.#deciding(key, () => applyParked(this.#desk, this.#tail, key, part)),
      ),
    );
  }

  async discardParked(key: string, position: number): Promise<Retried> {
    await dropParked(this.#desk.deps, this.name, key, position);
    return this.retryParked(key);
  }

  async #applyOrPark(key: string, events: readonly StoredEvent[]): Promise<void> {
    await applyOrPark(events, {
      apply: (part) => this.#deciding(key, () => applyInputs(this.#desk, this.#tail, key, part)),
      park: (event, thrown) => parkEvent(this.#desk.deps, this.name, key, event, thrown),
    });
  }

  #deciding<Result>(key: string, attempt: () => Promise<Result>): Promise<Result> {
    return untilDecided({
      processor: this.name,
      key,
      prepare: () => this.#catchUp(key),
      attempt,
      forget: () => this.#tail.forget(key),
    });
  }

  async #catchUp(key: string): Promise<void> {
    const { lost, decided } = await this.#tail.catchUp(key);
    if (!lost) return;
    // The rows were gone, applied position and all: the bus may be past inputs that had led to nothing.
    for await (const page of this.#tail.inputsAfter(key, decided)) await this.#applyOrPark(key, page);
  }

  /** Asked of the store only when nothing was appended; remembered, since observations in bulk often change nothing. */
  async #positionAt(key: string, revision: number): Promise<number> {
    const known = this.#lastPosition.get(key);
    if (known?.revision === revision) return known.position;
    if (revision < 0) return 0;
    const { decider, deps } = this.#desk;
    const [event] = await deps.events.readStream(streamOf(decider.context, key), { from: revision, max: 1 });
    const position = event?.position ?? 0;
    if (this.#lastPosition.size >= MOST_KEYS) this.#lastPosition.clear();
    this.#lastPosition.set(key, { revision, position });
    return position;
  }
}
