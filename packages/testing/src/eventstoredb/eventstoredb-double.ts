import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { Appending } from './appending.ts';
import { BatchAppending } from './batch-appending.ts';
import { EventLog } from './event-log.ts';
import { Faults } from './faults.ts';
import { serviceError } from './messages.ts';
import type { ReadCall } from './read-call.ts';
import { Reading } from './reading.ts';

export interface EventStoreDbDoubleOptions {
  /** Bytes of one append; 1 MiB when not said, as the server's default. */
  readonly mostAppendBytes?: number;
  /** A system event after so many appends; none when not said. */
  readonly statsEvery?: number;
}

const VERSION = 'test double';

/**
 * A test double of EventStoreDB: one node in this process, without TLS, users, deletion or projections. Written from the
 * published protocol for machines that have no server; what it cannot show, a real server must.
 */
export class EventStoreDbDouble implements AsyncDisposable {
  readonly faults = new Faults();
  readonly #log: EventLog;
  readonly #batches: BatchAppending;
  readonly #appending: Appending;
  readonly #reading: Reading;
  #server: Server | undefined;
  #port = 0;

  private constructor({ mostAppendBytes = 1024 * 1024, statsEvery = 0 }: EventStoreDbDoubleOptions) {
    this.#log = new EventLog(statsEvery);
    this.#appending = new Appending(this.#log, this.faults, mostAppendBytes);
    this.#batches = new BatchAppending(this.#log, this.faults);
    this.#reading = new Reading(this.#log, this.faults);
  }

  static async start(options: EventStoreDbDoubleOptions = {}): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble(options);
    await double.start();
    return double;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Appends that came by `BatchAppend`. */
  get batchAppends(): number {
    return this.#batches.seen;
  }

  /** Listens, after a stop on the same port and with the same log. */
  async start(): Promise<void> {
    const server = new Server();
    server.addService(services.StreamsService, {
      read: (call: ReadCall) => void this.#reading.handle(call),
      append: this.#appending.handle.bind(this.#appending),
      batchAppend: this.#batches.handle.bind(this.#batches),
      delete: unsupported,
      tombstone: unsupported,
    });
    server.addService(features.ServerFeaturesService, { getSupportedMethods: tellMethods });
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.#port}`, ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
    this.#server = server;
  }

  /** Cuts every connection, in the middle of whatever it does. */
  stop(): void {
    this.#server?.forceShutdown();
    this.#server = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
    await Promise.resolve();
  }
}

const unsupported = (_call: unknown, answer: (error: Error) => void): void =>
  answer(serviceError(status.UNIMPLEMENTED, 'unknown'));

function tellMethods(_call: unknown, answer: (error: null, methods: object) => void): void {
  const methods = Object.values(services.StreamsService).map(({ path }: { readonly path: string }) => {
    const [, serviceName = '', methodName = ''] = path.toLowerCase().split('/');
    return new featureMessages.SupportedMethod().setServiceName(serviceName).setMethodName(methodName);
  });
  answer(null, new featureMessages.SupportedMethods().setEventStoreServerVersion(VERSION).setMethodsList(methods));
}
