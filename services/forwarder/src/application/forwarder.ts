import type { EventStore } from '@mailfold/event-store';
import type { Clock } from '@mailfold/kernel';
import type { Reading } from '@mailfold/telemetry';
import { nameOf } from '../domain/share.ts';
import { type Lag, lagAfter } from './lag.ts';
import type { ShardRows } from './shard-rows.ts';
import type { Shard } from './shard.ts';

export interface ShardState {
  readonly shard: string;
  /** Whether this process publishes it. */
  readonly here: boolean;
  readonly position: number;
  readonly lag: Lag;
}

export interface ForwarderParts {
  readonly shards: readonly Shard[];
  readonly rows: ShardRows;
  readonly events: EventStore;
  readonly clock: Clock;
}

/** All shards, each published by this process or another one. */
export class Forwarder {
  readonly #parts: ForwarderParts;

  constructor(parts: ForwarderParts) {
    this.#parts = parts;
  }

  start(): void {
    for (const shard of this.#parts.shards) shard.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#parts.shards.map((shard) => shard.stop()));
  }

  /** Of the shards that this process publishes. */
  progress(): { name: string; position: number }[] {
    return this.#parts.shards.flatMap(({ share, position }) =>
      position === undefined ? [] : [{ name: `forwarder.${nameOf(share)}`, position }],
    );
  }

  /** Of every shard, whoever publishes it. */
  states(): Promise<ShardState[]> {
    const { shards, rows, events, clock } = this.#parts;
    return Promise.all(
      shards.map(async (shard) => {
        const position = shard.position ?? (await rows.position(shard.share));
        const lag = await lagAfter(events, clock, position);
        return { shard: nameOf(shard.share), here: shard.position !== undefined, position, lag };
      }),
    );
  }

  /** For `/metrics`, of every shard. */
  async figures(): Promise<readonly Reading[]> {
    return (await this.states()).flatMap(({ shard, lag }): Reading[] => [
      { name: 'mailfold_relay_lag_events', labels: { shard }, value: lag.events },
      { name: 'mailfold_relay_lag_seconds', labels: { shard }, value: lag.seconds },
    ]);
  }

  /** Of the shard that is furthest behind. */
  async lag(): Promise<Lag> {
    const lags = (await this.states()).map(({ lag }) => lag);
    return {
      events: Math.max(...lags.map(({ events }) => events)),
      seconds: Math.max(...lags.map(({ seconds }) => seconds)),
    };
  }
}
