import type { Clock, Ids } from '@mailfold/kernel';
import type { EventStore } from '@mailfold/event-store';
import type { Lag, MessageBus } from '@mailfold/message-bus';
import type { Runner } from '@mailfold/processor';
import type { Migration, ReadStore } from '@mailfold/read-store';
import type { Logger, Reading } from '@mailfold/telemetry';
import type { HttpRoutes } from './route.ts';

/** What every service is given: the outside world as ports. */
export interface Platform {
  readonly events: EventStore;
  readonly rows: ReadStore;
  readonly bus: MessageBus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

/** How far a service has come; equal answers at an unchanged head mean that it has settled. */
export interface Progress {
  /** Consumer group. */
  readonly name: string;
  /** Finished up to here. */
  readonly position: number;
  /** Where the bus counts by itself: `unknown` while it is away or gives out the keys. */
  readonly lag?: Lag | 'unknown';
}

/** One service, as a process of its own or beside others in one. */
export interface Service {
  readonly name: string;
  /** Run before `start`, in order. */
  readonly migrations: readonly Migration[];
  readonly routes: HttpRoutes;
  /** Begins to consume; resolves when it is ready to work. */
  start(): Promise<void>;
  /** Finishes what is in hand and ends; nothing happens afterwards. */
  stop(): Promise<void>;
  progress(): readonly Progress[];
  /** Its own, for `/metrics`. */
  figures?(): Promise<readonly Reading[]>;
  /** For dead letters and rebuilds. */
  readonly runners: readonly Runner[];
}
