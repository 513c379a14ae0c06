/** What the environment says about where mailfold is. */
export interface CliConfig {
  /** `MAILFOLD_URL` and `MAILFOLD_KEY`: an API elsewhere. */
  readonly url: string | undefined;
  readonly key: string | undefined;
  /** `MAILFOLD_DATA`: the data directory of one that runs here. */
  readonly data: string | undefined;
  readonly kafka?: KafkaSettings;
}

/** How to get to Kafka, by the names that the services' own settings have. */
export interface KafkaSettings {
  /** `MAILFOLD_KAFKA_BROKERS`: `host:port`, separated by commas. */
  readonly brokers: string | undefined;
  /** `MAILFOLD_KAFKA_TLS`: `on` or `off`. */
  readonly tls: string | undefined;
  /** `MAILFOLD_KAFKA_CA`: a file. */
  readonly ca: string | undefined;
  /** `MAILFOLD_KAFKA_SASL`: `off`, `plain`, `scram-sha-256` or `scram-sha-512`. */
  readonly sasl: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

export const cliConfig = (): CliConfig => ({
  url: given(process.env['MAILFOLD_URL']),
  key: given(process.env['MAILFOLD_KEY']),
  data: given(process.env['MAILFOLD_DATA']),
  kafka: {
    brokers: given(process.env['MAILFOLD_KAFKA_BROKERS']),
    tls: given(process.env['MAILFOLD_KAFKA_TLS']),
    ca: given(process.env['MAILFOLD_KAFKA_CA']),
    sasl: given(process.env['MAILFOLD_KAFKA_SASL']),
    username: given(process.env['MAILFOLD_KAFKA_USERNAME']),
    password: given(process.env['MAILFOLD_KAFKA_PASSWORD']),
  },
});
