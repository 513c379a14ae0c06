import type { NewEvent, Origin, StoredEvent } from '@mailfold/event-store';
import type { Ripe } from '@mailfold/message-bus';
import type { Sql } from '@mailfold/read-store';

/**
 * What a decision says happened; the processor makes it an event. Its id is UUIDv5(cause, processor, type, subject), so
 * the same decision made twice is the same event.
 */
export interface Fact<Data = unknown> {
  /** On the wire, e.g. `threading.ThreadStarted.v1`. */
  readonly type: string;
  /** What it is about, e.g. the thread's id; with the type unique among the facts of one cause. */
  readonly subject: string;
  readonly data: Data;
  /** Instead of the input's event or the command's id. */
  readonly cause?: string;
  /** Default: the input's, or the command's time. */
  readonly occurredAt?: string;
  /** Default: the input's, or `command`. */
  readonly origin?: Origin;
}

/** A command of somebody, or an observation of the outside world. */
export interface Command<Body> {
  /** UUIDv5 of (tenant, caller, Idempotency-Key), or made of what was observed: the same id is done once. */
  readonly id: string;
  readonly tenantId: string;
  /** Account id, or tenant id for the directory: names the stream `<context>-<key>`. */
  readonly key: string;
  readonly body: Body;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly correlationId?: string;
  /** W3C; of the span that it is decided in. */
  readonly traceparent?: string;
  /**
   * `false`: the outcome is not kept with the id, because `decide` itself finds that it is already so on a repeat, as for
   * observations in bulk. Default `true`.
   */
  readonly remember?: boolean;
  /**
   * Number of the lease under which it was made, where only one process may act on the key: once a higher one was seen,
   * lower ones are refused with `processor/fenced` and append nothing.
   */
  readonly fence?: number;
}

export interface Decision<Outcome> {
  readonly facts: readonly Fact[];
  /** For the caller; kept with the command's id, so that a repeat gets the same answer. Must be JSON. */
  readonly outcome: Outcome;
}

export interface Needs<Body> {
  /** Inputs about to be reacted to, or own events about to be folded. */
  readonly events: readonly StoredEvent[];
  readonly commands: readonly Command<Body>[];
}

/**
 * A context's rules. It owns the streams `<context>-<key>` and the rows of its own tables, which are a fold of the key's
 * log and nothing else: of its own events (`evolve`) and of the inputs that it follows (`observe`). All but `load` and
 * `save` are pure; those two touch only rows.
 *
 * For each input the processor calls `observe`, then `react`, then `evolve` with each event that `react` gave. Inputs
 * that the own stream says were decided before (their position is not above the tail's `meta.inputPosition`, as after a
 * crash between append and state write) are observed and not reacted to. Rebuilding the state is the key's log in order:
 * `observe` for inputs, `evolve` for own events, never `react`.
 *
 * `State` is a working set for one key and one batch: `evolve` changes it in place.
 */
export interface Decider<State, Body = never, Outcome = undefined> {
  /** `<service>.<processor>`: the consumer group, and the name of the applied positions. */
  readonly name: string;
  readonly context: string;
  /** Types it reacts to, with version. Others are skipped; an unknown version of one of these is parked. */
  readonly reactsTo: readonly string[];
  /** How much later than others it may see an event, so that it sees several at once; default 0. */
  readonly lingerMs?: number;
  /** See `whenFollowed`; default: every event is handled as soon as may be. */
  readonly ripe?: Ripe;
  /** Everything that the decisions on these needs may touch: one load per key and batch. */
  load(sql: Sql, key: string, needs: Needs<Body>): Promise<State>;
  /** Folds one input into the state, whether or not it was decided on before. */
  observe?(state: State, input: StoredEvent): void;
  /** What follows from one input, observed already. Nothing, if it is already so. */
  react(state: State, input: StoredEvent): readonly Fact[];
  decide(state: State, command: Command<Body>): Decision<Outcome>;
  /** Folds one event of the own stream. Needs no more than `load` gives for that event. */
  evolve(state: State, own: NewEvent): void;
  /**
   * Writes what `observe` and `evolve` changed, if there was anything. Called once per load, before the append. Statements that
   * need no answer of others are best sent at once: they are done in the order in which they were sent.
   */
  save(sql: Sql, key: string, state: State): Promise<void>;
  /** Deletes the rows of a key, so that they can be folded anew: what `rebuildState` needs. */
  clear?(sql: Sql, key: string): Promise<void>;
}
