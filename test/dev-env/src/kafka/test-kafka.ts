import type { KafkaDescription } from './description.ts';

export type KafkaControl = {
  kill(): Promise<void>;
  /** @returns its pid, 0 where it is no process of this machine */
  restart(): Promise<number>;
  stop(): Promise<void>;
};

/** A running Kafka of a suite's own, and what tests do with it. */
export class TestKafka implements AsyncDisposable {
  readonly brokers: readonly string[];
  /** Certificate to trust, as PEM; with `tls`. */
  readonly certificate: string | undefined;
  /** Who may sign in; with `sasl`. */
  readonly user: KafkaDescription['user'];
  readonly #control: KafkaControl;
  #pid: number;

  constructor(description: KafkaDescription, control: KafkaControl) {
    this.brokers = description.brokers;
    this.certificate = description.certificate;
    this.user = description.user;
    this.#pid = description.pid ?? 0;
    this.#control = control;
  }

  /** 0 where it is no process of this machine. */
  get pid(): number {
    return this.#pid;
  }

  /** SIGKILL; its data and ports are kept for `start`. */
  async kill(): Promise<void> {
    await this.#control.kill();
  }

  /** Again, with the same data. */
  async start(): Promise<void> {
    this.#pid = await this.#control.restart();
  }

  /** Ends it and removes its data. */
  async stop(): Promise<void> {
    await this.#control.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
