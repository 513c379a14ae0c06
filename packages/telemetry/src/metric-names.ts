/** What one metric says. Labels are names of ours, route patterns and codes: never an id of a person, an address or a text of a mail. */
interface MetricDefinition {
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** Of a histogram: upper bounds. */
  readonly buckets?: readonly number[];
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Every metric of ours. Each also carries `service`, the process that tells it. */
export const METRICS = {
  mailfold_events_head: {
    type: 'gauge',
    help: 'Position of the last event of the store. Positions grow, and may have gaps: no count of events.',
    labels: [],
  },
  mailfold_consumer_lag_events: {
    type: 'gauge',
    help: 'Events that the consumer group has not finished, of those that this process has a share in.',
    labels: ['group'],
  },
  mailfold_consumer_lag_seconds: {
    type: 'gauge',
    help: 'How long ago the oldest event was recorded that the consumer group has not finished; 0: caught up.',
    labels: ['group'],
  },
  mailfold_relay_lag_events: {
    type: 'gauge',
    help: 'Events of the store that the forwarder has not published yet.',
    labels: ['shard'],
  },
  mailfold_relay_lag_seconds: {
    type: 'gauge',
    help: 'How long ago the oldest event was recorded that the forwarder has not published yet; 0: caught up.',
    labels: ['shard'],
  },
  mailfold_dead_letters: {
    type: 'gauge',
    help: 'Parked events of the consumer group, with those that wait behind them.',
    labels: ['group'],
  },
  mailfold_dead_letter_keys: {
    type: 'gauge',
    help: 'Accounts, or tenants, that stand still for the consumer group because of a parked event.',
    labels: ['group'],
  },
  mailfold_accounts: {
    type: 'gauge',
    help: 'Mail accounts by state; complete means that the ledger was proved and still holds.',
    labels: ['state'],
  },
  mailfold_mails: { type: 'gauge', help: 'Mails of all accounts that are there now.', labels: [] },
  mailfold_mails_missing: {
    type: 'gauge',
    help: 'Mails that the provider has and we have not, by the last proof of each folder.',
    labels: [],
  },
  mailfold_mails_quarantined: {
    type: 'gauge',
    help: 'Mails that cannot be read; kept aside, and tried again by a newer reader.',
    labels: [],
  },
  mailfold_proof_age_seconds: {
    type: 'gauge',
    help: 'How long ago the account whose proof is oldest was last proved complete, or connected if it never was; 0: no account.',
    labels: [],
  },
  mailfold_backfill_mails_per_second: {
    type: 'gauge',
    help: 'Mails of history that are brought over a second, over the last seconds; 0: nothing moves.',
    labels: [],
  },
  mailfold_folders_parked: { type: 'gauge', help: 'Folders that the provider does not let us read.', labels: [] },
  mailfold_processor_events_total: {
    type: 'counter',
    help: 'Events that the consumer group has finished in this process.',
    labels: ['group'],
  },
  mailfold_processor_batches_failed_total: {
    type: 'counter',
    help: 'Batches that could not be finished; their events come again.',
    labels: ['group'],
  },
  mailfold_processor_batch_duration_seconds: {
    type: 'histogram',
    help: 'How long a batch of events took that was finished.',
    labels: ['group'],
    buckets: SECONDS,
  },
  mailfold_http_request_duration_seconds: {
    type: 'histogram',
    help: 'How long a request took until its answer was sent, by the route as declared.',
    labels: ['method', 'route', 'status'],
    buckets: SECONDS,
  },
  mailfold_figures_missing_total: {
    type: 'counter',
    help: 'Times that figures were left out of an answer, since their source failed or was too slow.',
    labels: ['source'],
  },
  mailfold_event_loop_delay_seconds: {
    type: 'gauge',
    help: 'How late timers of this process were since they were last asked for: 0.5, 0.99 and 1, the worst.',
    labels: ['quantile'],
  },
  process_resident_memory_bytes: { type: 'gauge', help: 'Resident set of this process.', labels: [] },
  process_heap_bytes: { type: 'gauge', help: "Used part of this process's heap.", labels: [] },
  process_cpu_seconds_total: { type: 'counter', help: 'CPU time of this process, user and system.', labels: [] },
  process_start_time_seconds: { type: 'gauge', help: 'When this process started, in seconds since 1970.', labels: [] },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

type Metrics = typeof METRICS;

/** Of the metrics of one type. */
type NameOf<Type extends MetricDefinition['type']> = {
  [Name in keyof Metrics]: Metrics[Name]['type'] extends Type ? Name : never;
}[keyof Metrics];

export type MetricName = keyof Metrics;
export type CounterName = NameOf<'counter'>;
export type HistogramName = NameOf<'histogram'>;
/** What can be read when somebody asks: gauges, and counters that somebody else counts. */
export type ReadName = NameOf<'gauge' | 'counter'>;
/** A value for each label of the metric, and no others. */
export type LabelsOf<Name extends MetricName> = Readonly<Record<Metrics[Name]['labels'][number], string>>;
