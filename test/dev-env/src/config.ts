import type { DovecotDescription } from './dovecot/description.ts';
import type { MailServerDescription } from './mail-servers/description.ts';
import type { MailServerKind } from './mail-servers/kinds.ts';

/** What the environment says about test servers and corpora. Read anew on each call, because jest's setup adds to it. */
export type DevEnvConfig = {
  /** Address of the desk that starts servers for this run (set by jest's setup, or by the first who asks). */
  readonly desk: string | undefined;
  /** A PostgreSQL to use instead of an embedded one: `postgres://user:password@host:port`, allowed to create databases. */
  readonly postgres: string | undefined;
  /** A Dovecot to use instead of starting one, described in JSON. */
  readonly dovecot: DovecotDescription | undefined;
  /** Mail servers to use instead of starting them, described in JSON by their kind; each with an empty mailbox. */
  readonly mailServers: MailServerDescriptions;
  /** Brokers of a Kafka to use instead of starting one: `host:port,…`, in clear, allowed to do everything. */
  readonly kafka: readonly string[] | undefined;
  /** Folder of Kafka's jars, when not where `infra/local/kafka/fetch.sh` puts them. */
  readonly kafkaLibs: string | undefined;
  /** An EventStoreDB or KurrentDB to use instead of starting one: its connection string. */
  readonly eventStore: string | undefined;
  /** Where the Docker engine listens, when not in the usual place. */
  readonly dockerHost: string | undefined;
  /** Folder of mail corpora. Unset: suites that need it are not run. Set but absent: they fail. */
  readonly corpora: string | undefined;
  /** Under CI a missing server is a failure. */
  readonly ci: boolean;
};

type MailServerDescriptions = Readonly<Partial<Record<MailServerKind, MailServerDescription>>>;

export function devEnvConfig(): DevEnvConfig {
  const { MAILFOLD_TEST_DESK, MAILFOLD_TEST_POSTGRES, MAILFOLD_TEST_DOVECOT, MAILFOLD_CORPORA, DOCKER_HOST, CI } =
    process.env;
  const { MAILFOLD_TEST_KAFKA, MAILFOLD_KAFKA_LIBS, EVENTSTORE_URL, MAILFOLD_TEST_MAIL_SERVERS } = process.env;
  const dovecot = present(MAILFOLD_TEST_DOVECOT);
  return {
    desk: present(MAILFOLD_TEST_DESK),
    postgres: present(MAILFOLD_TEST_POSTGRES),
    dovecot: dovecot === undefined ? undefined : (JSON.parse(dovecot) as DovecotDescription),
    mailServers: JSON.parse(present(MAILFOLD_TEST_MAIL_SERVERS) ?? '{}') as MailServerDescriptions,
    kafka: present(MAILFOLD_TEST_KAFKA)?.split(','),
    kafkaLibs: present(MAILFOLD_KAFKA_LIBS),
    eventStore: present(EVENTSTORE_URL),
    dockerHost: present(DOCKER_HOST),
    corpora: present(MAILFOLD_CORPORA),
    ci: CI === 'true' || CI === '1',
  };
}

/** The environment for servers of this machine: they live in folders that are not on everybody's PATH. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin` };
}

/** Tells this process and those it starts where the desk is. */
export function announceDesk(address: string | undefined): void {
  if (address === undefined) delete process.env['MAILFOLD_TEST_DESK'];
  else process.env['MAILFOLD_TEST_DESK'] = address;
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
