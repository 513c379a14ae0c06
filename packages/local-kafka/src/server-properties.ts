/** How clients reach the broker; its own traffic is plain and stays on loopback. */
export interface KafkaSecurity {
  readonly protocol: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';
  /** Settings of that listener, as `ssl.keystore.location`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Users written into the storage when it is formatted, as `SCRAM-SHA-512=[name=ann,password=secret]`. */
  readonly scram?: readonly string[];
}

export interface KafkaPorts {
  /** The address to listen on, default 127.0.0.1. Clients are told 127.0.0.1. */
  readonly listen?: string;
  readonly clients: number;
  /** The broker talks to itself when it ends a transaction. */
  readonly broker: number;
  readonly controller: number;
}

export const PLAIN: KafkaSecurity = { protocol: 'PLAINTEXT', settings: {} };

const LOOPBACK = '127.0.0.1';

/** One node that is broker and controller, on loopback. Later settings win. */
export function serverProperties(
  folder: string,
  ports: KafkaPorts,
  security: KafkaSecurity,
  settings: Readonly<Record<string, string>>,
): string {
  const { listen = LOOPBACK } = ports;
  const own = [`BROKER://${LOOPBACK}:${ports.broker}`, `CONTROLLER://${LOOPBACK}:${ports.controller}`];
  const all = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@${LOOPBACK}:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'BROKER',
    listeners: [`CLIENTS://${listen}:${ports.clients}`, ...own].join(','),
    'advertised.listeners': `CLIENTS://${LOOPBACK}:${ports.clients},${own[0]}`,
    'listener.security.protocol.map': `CLIENTS:${security.protocol},BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT`,
    'log.dirs': `${folder}/data`,
    ...ALONE,
    ...security.settings,
    ...settings,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const ALONE = {
  // A keyed topic made by accident would have the wrong number of partitions for ever.
  'auto.create.topics.enable': 'false',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  // A broker that was killed is let in again only when its session of before is over: 9 s by default.
  'broker.session.timeout.ms': '1000',
  'broker.heartbeat.interval.ms': '200',
  'log.cleaner.dedupe.buffer.size': '16777216',
};
