import { randomUUID } from 'node:crypto';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EventLog } from './event-log.ts';
import type { Faults } from './faults.ts';
import { filterOf } from './filter.ts';
import { eventMessage } from './messages.ts';
import { drained, type ReadCall } from './read-call.ts';
import type { Recorded } from './recorded.ts';

// A live subscriber that is behind by more has fallen behind, and reads from the log again until it has caught up.
const MOST_BEHIND = 1_000;
const CHECKPOINT_EVERY = 32;

/** A subscription to all: from its place to the end, "caught up", then what comes. */
export class AllSubscription {
  readonly #call: ReadCall;
  readonly #log: EventLog;
  readonly #faults: Faults;
  readonly #matches: (event: Recorded) => boolean;
  /** Events between two checkpoints; only a filtered subscription sends them. */
  readonly #checkpointEvery: number;
  #next: number;
  #live = false;
  #wake = (): void => undefined;

  constructor(call: ReadCall, log: EventLog, faults: Faults, start: number) {
    const filter = call.request.getOptions()?.getFilter();
    this.#call = call;
    this.#log = log;
    this.#faults = faults;
    this.#next = start;
    this.#matches = filterOf(filter);
    const every = CHECKPOINT_EVERY * Math.max(1, filter?.getCheckpointintervalmultiplier() ?? 1);
    this.#checkpointEvery = filter === undefined ? Number.POSITIVE_INFINITY : every;
  }

  async run(): Promise<void> {
    const unwatch = this.#log.watch(() => this.#wake());
    const over = new Promise<void>((resolve) => this.#call.once('cancelled', resolve));
    const confirmed = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
    await this.#send(new streams.ReadResp().setConfirmation(confirmed));
    while (!this.#call.cancelled) {
      await this.#sendAll();
      await Promise.race([over, new Promise<void>((resolve) => (this.#wake = resolve))]);
    }
    unwatch();
    this.#call.end();
  }

  async #sendAll(): Promise<void> {
    for (let event = this.#log.all[this.#next]; event !== undefined; event = this.#log.all[this.#next]) {
      if (this.#call.cancelled || this.#faults.silent) return;
      if (this.#live && this.#log.all.length - this.#next > MOST_BEHIND) await this.#fallBehind();
      this.#next += 1;
      if (this.#matches(event)) await this.#send(eventMessage(event));
      if (this.#next % this.#checkpointEvery === 0) await this.#checkpoint(event);
    }
    if (!this.#live) await this.#catchUp();
  }

  async #fallBehind(): Promise<void> {
    this.#live = false;
    await this.#send(new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind()));
  }

  async #catchUp(): Promise<void> {
    this.#live = true;
    const last = this.#log.all.at(-1);
    if (last !== undefined && this.#checkpointEvery !== Number.POSITIVE_INFINITY) await this.#checkpoint(last);
    await this.#send(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
  }

  async #checkpoint({ position }: Recorded): Promise<void> {
    const checkpoint = new streams.ReadResp.Checkpoint()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position));
    await this.#send(new streams.ReadResp().setCheckpoint(checkpoint));
  }

  async #send(response: ReadResp): Promise<void> {
    if (!this.#call.write(response)) await drained(this.#call);
  }
}
