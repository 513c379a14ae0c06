import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EventLog } from './event-log.ts';
import type { Faults } from './faults.ts';
import { filterOf } from './filter.ts';
import { eventMessage, identifierOf, nameOf } from './messages.ts';
import { drained, type ReadCall } from './read-call.ts';
import type { Recorded } from './recorded.ts';
import { AllSubscription } from './subscription.ts';

const { BACKWARDS } = streams.ReadReq.Options.ReadDirection;

/** `Streams.Read`: a stream or all, either way, once or as a subscription to all. */
export class Reading {
  readonly #log: EventLog;
  readonly #faults: Faults;

  constructor(log: EventLog, faults: Faults) {
    this.#log = log;
    this.#faults = faults;
  }

  async handle(call: ReadCall): Promise<void> {
    await this.#faults.pass();
    const options = call.request.getOptions();
    if (options === undefined) return void call.end();
    const name = options.hasStream() ? nameOf(options.getStream()?.getStreamIdentifier()) : undefined;
    if (options.hasSubscription())
      return new AllSubscription(call, this.#log, this.#faults, this.#startOf(options)).run();
    if (name !== undefined && this.#log.stream(name).length === 0) return notFound(call, name);
    await send(call, name === undefined ? this.#pageOfAll(options) : this.#pageOf(name, options));
    call.end();
  }

  /** The number in the log of the first event that a subscription gives: those after its position. */
  #startOf(options: ReadReq.Options): number {
    const all = options.getAll();
    if (all?.hasEnd() === true) return this.#log.all.length;
    return all?.hasPosition() === true ? this.#log.indexAt(Number(all.getPosition()?.getCommitPosition()) + 1) : 0;
  }

  // A read from a position gives what lies there too; backwards only what lies before. The filter of a read is kept as
  // well: it is the client that never sends one.
  #pageOfAll(options: ReadReq.Options): readonly Recorded[] {
    const all = options.getAll();
    const backwards = options.getReadDirection() === BACKWARDS;
    const [atStart, atEnd] = [all?.hasStart() === true, all?.hasEnd() === true];
    const at = this.#log.indexAt(Number(all?.getPosition()?.getCommitPosition() ?? 0));
    const from = atStart ? 0 : atEnd ? this.#log.all.length : at;
    const matches = filterOf(options.getFilter());
    const ordered = backwards ? walk(this.#log.all, from - 1, -1) : walk(this.#log.all, from, 1);
    return [...ordered.filter(matches).take(Number(options.getCount()))];
  }

  #pageOf(name: string, options: ReadReq.Options): readonly Recorded[] {
    const stream = this.#log.stream(name);
    const at = options.getStream();
    const count = Number(options.getCount());
    const revision = Number(at?.getRevision() ?? 0);
    if (options.getReadDirection() !== BACKWARDS) {
      const from = at?.hasEnd() === true ? stream.length - 1 : at?.hasRevision() === true ? revision : 0;
      return stream.slice(from, from + count);
    }
    // So many numbers down from there, whether or not there are events: beyond the end a short read finds nothing.
    const last = at?.hasRevision() === true ? revision : at?.hasStart() === true ? 0 : stream.length - 1;
    return stream.slice(Math.max(0, last + 1 - count), last + 1).toReversed();
  }
}

function* walk(all: readonly Recorded[], from: number, step: 1 | -1): Generator<Recorded, undefined, undefined> {
  for (let at = from, event = all[at]; event !== undefined; at += step, event = all[at]) yield event;
}

async function send(call: ReadCall, events: readonly Recorded[]): Promise<void> {
  for (const event of events) {
    if (call.cancelled) return;
    if (!call.write(eventMessage(event))) await drained(call);
  }
}

function notFound(call: ReadCall, name: string): void {
  const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name));
  call.write(new streams.ReadResp().setStreamNotFound(missing));
  call.end();
}
