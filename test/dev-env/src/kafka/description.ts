/** How clients reach a Kafka of the test runs. */
export type KafkaVariant = {
  /** They sign in: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512. */
  readonly sasl: boolean;
  readonly tls: boolean;
};

/** All that a test process needs to use a running Kafka; plain data. */
export type KafkaDescription = {
  /** Each as `host:port`. */
  readonly brokers: readonly string[];
  /** Of the process on this machine; absent where it is none. */
  readonly pid?: number;
  /** Certificate to trust, as PEM; with `tls`. */
  readonly certificate?: string;
  /** Who may sign in, by any mechanism; with `sasl`. */
  readonly user?: { readonly username: string; readonly password: string };
};

export type RunningKafka = {
  readonly description: KafkaDescription;
  /** Ends it with SIGKILL; its data and ports are kept. */
  kill(): Promise<void>;
  /** Starts it again after `kill`. @returns its pid, 0 where it is no process of this machine */
  restart(): Promise<number>;
  /** Ends it for good. */
  stop(): Promise<void>;
};
