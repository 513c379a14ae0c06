import { backoff, isMailfoldError, pause } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import type { Logger } from '@mailfold/telemetry';
import { Beat } from './beat.ts';
import type { Leadership } from './leadership.ts';
import { Outbox, Overtaken, type ViewRecord } from './outbox.ts';
import { CHANGED } from './published-threads-view.ts';

/** Writes to Kafka as the holder of one transactional id; who connects with it later fences it off. */
export interface RowPublisher extends AsyncDisposable {
  /** All of it or nothing, in order. */
  publish(records: readonly ViewRecord[]): Promise<void>;
}

export type ConnectPublisher = (transactionalId: string) => Promise<RowPublisher>;

export interface ViewPublisherParts {
  readonly rows: ReadStore;
  readonly leadership: Leadership;
  readonly connect: ConnectPublisher;
  /** Between two looks when nothing is heard. */
  readonly lookMs: number;
  /** Between two records that keep quiet partitions compacted; default: ten minutes. */
  readonly beatMs?: number;
  readonly log: Logger;
}

const TRANSACTIONAL_ID = 'mailfold.projections.views';
const BEAT_MS = 600_000;
const RETRY = backoff({ initialMs: 100, maxMs: 5_000, factor: 2 });

/** Tells subscribers of the views, while no other process does. Whatever fails is begun anew: what was not settled is still noted. */
export class ViewPublisher {
  readonly #parts: ViewPublisherParts;
  readonly #outbox: Outbox;
  readonly #beat: Beat;
  readonly #ending = new AbortController();
  #connected: { readonly epoch: number; readonly publisher: RowPublisher } | undefined;
  #listening: AsyncDisposable | undefined;
  #wake = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(parts: ViewPublisherParts) {
    this.#parts = parts;
    this.#outbox = new Outbox(parts.rows);
    this.#beat = new Beat(parts.beatMs ?? BEAT_MS);
  }

  async start(): Promise<void> {
    this.#listening = await this.#parts.rows.listen(CHANGED, () => this.#wake.abort());
    this.#running = this.#run();
  }

  /** Resolves when the rows in hand are published. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
    await this.#listening?.[Symbol.asyncDispose]();
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#ending.signal.aborted;) {
      this.#wake = new AbortController();
      try {
        const published = await this.#round();
        failures = 0;
        if (!published) await this.#pause(this.#parts.lookMs, this.#wake.signal);
      } catch (thrown) {
        failures += 1;
        this.#tell(thrown);
        await this.#letGo();
        await this.#pause(RETRY(failures));
      }
    }
    await this.#letGo();
  }

  /** False when there is nothing to do here. */
  async #round(): Promise<boolean> {
    const epoch = await this.#parts.leadership.hold();
    if (epoch === undefined) return false;
    const publisher = await this.#publisher(epoch);
    await this.#beat.publish((records) => publisher.publish(records));
    const load = await this.#outbox.take(epoch);
    if (load === undefined) return false;
    if (load.records.length > 0) await publisher.publish(load.records);
    await this.#outbox.done(epoch, load);
    return true;
  }

  /** Connected once it leads, which fences off whoever led before. */
  async #publisher(epoch: number): Promise<RowPublisher> {
    if (this.#connected?.epoch === epoch) return this.#connected.publisher;
    await this.#disconnect();
    const publisher = await this.#parts.connect(TRANSACTIONAL_ID);
    this.#connected = { epoch, publisher };
    return publisher;
  }

  async #disconnect(): Promise<void> {
    const connected = this.#connected;
    this.#connected = undefined;
    await connected?.publisher[Symbol.asyncDispose]();
  }

  async #letGo(): Promise<void> {
    await this.#disconnect();
    // Without it the lease runs out.
    await this.#parts.leadership.release().catch(() => undefined);
  }

  #tell(thrown: unknown): void {
    const { log } = this.#parts;
    if (thrown instanceof Overtaken || isMailfoldError(thrown, 'message-bus/fenced')) {
      log.warn('another process publishes the views now');
    } else {
      log.error('the views are not published; it is tried again', { error: thrown });
    }
  }

  async #pause(ms: number, wake?: AbortSignal): Promise<void> {
    const { signal } = this.#ending;
    await pause(ms, wake === undefined ? signal : AbortSignal.any([signal, wake]));
  }
}
