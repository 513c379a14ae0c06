import { isMailfoldError, MailfoldError, messageOf, type Retry } from '@mailfold/kernel';

/** Codes of the bus on Kafka: meaning, and what an operator does. */
export const MESSAGE_BUS_CODES = {
  'message-bus/unavailable':
    'Kafka cannot be reached, or did not answer in time. Bring it back; work goes on by itself.',
  'message-bus/fenced':
    'Another publisher has taken over the transactional id, or a transaction took too long. One forwarder per shard: end the other one, or start this one again.',
  'message-bus/refused':
    'Kafka does not let us in or does not allow it. Check user, password, mechanism, certificate and access rules.',
  'message-bus/topic-missing': 'A topic is not there. Run `mailfold topics apply`.',
  'message-bus/too-large': "A record is larger than the topic allows. Raise the topic's `max.message.bytes`.",
  'message-bus/history-gone':
    'A group needs events that Kafka has deleted already, and was given no event store to read them from. Give it one, or raise the retention of the topic.',
  'message-bus/unreadable':
    'The data of a record is no JSON. Find out who else writes to the topic; its key is parked.',
  'message-bus/failed': 'Kafka answered with an error that is none of these. Its name is in the message; report it.',
} as const;

export type MessageBusCode = keyof typeof MESSAGE_BUS_CODES;

interface Kind {
  readonly code: MessageBusCode;
  readonly retry: Retry;
  readonly advice: string;
}

const UNAVAILABLE: Kind = { code: 'message-bus/unavailable', retry: 'backoff', advice: 'it is tried again' };
const FAILED: Kind = { code: 'message-bus/failed', retry: 'never', advice: 'report it' };

/** By the name or protocol type of what kafkajs throws. */
const KINDS: readonly (readonly [names: RegExp, kind: Kind])[] = [
  [
    /^(INVALID_PRODUCER_EPOCH|PRODUCER_FENCED|TRANSACTION_COORDINATOR_FENCED)$/,
    { code: 'message-bus/fenced', retry: 'never', advice: 'another publisher holds the transactional id' },
  ],
  [
    /^(KafkaJSSASLAuthenticationError|SASL_AUTHENTICATION_FAILED|.*AUTHORIZATION_FAILED|ILLEGAL_SASL_STATE|UNSUPPORTED_SASL_MECHANISM)$/,
    { code: 'message-bus/refused', retry: 'never', advice: 'check user, password, mechanism and access rules' },
  ],
  [
    /^(MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE)$/,
    { code: 'message-bus/too-large', retry: 'never', advice: "raise the topic's max.message.bytes" },
  ],
  [
    /^UNKNOWN_TOPIC_OR_PARTITION$/,
    { code: 'message-bus/topic-missing', retry: 'backoff', advice: 'run `mailfold topics apply`' },
  ],
];

// Of the wrong certificate, as Node's TLS names it.
const CERTIFICATE = /certificate|self-signed|ERR_TLS|SSL alert/i;

/** What kafkajs threw, as an error of ours. @param doing what was tried, on what: `publishing to mailfold.log.v1` */
export function translate(thrown: unknown, doing: string): MailfoldError {
  if (isMailfoldError(thrown)) return thrown;
  const causes = chainOf(thrown);
  const { code, retry, advice } = kindOf(causes);
  const what = messageOf(causes.at(-1) ?? thrown);
  return new MailfoldError({ code, retry, message: `${doing}: ${what}; ${advice}`, cause: thrown });
}

function kindOf(causes: readonly object[]): Kind {
  const names = causes.flatMap((one) => [fieldOf(one, 'type'), fieldOf(one, 'name')]);
  for (const [pattern, kind] of KINDS) if (names.some((name) => pattern.test(name))) return kind;
  const refused = causes.some((one) => CERTIFICATE.test(messageOf(one)));
  if (refused) return { code: 'message-bus/refused', retry: 'never', advice: 'check the certificate to trust' };
  return names.some((name) => name.startsWith('KafkaJS')) ? UNAVAILABLE : FAILED;
}

function chainOf(thrown: unknown): readonly object[] {
  const chain: object[] = [];
  for (let one: unknown = thrown; typeof one === 'object' && one !== null && !chain.includes(one);) {
    chain.push(one);
    one = 'cause' in one ? one.cause : undefined;
  }
  return chain;
}

function fieldOf(thrown: object, field: 'type' | 'name'): string {
  const value: unknown = field in thrown ? Reflect.get(thrown, field) : undefined;
  return typeof value === 'string' ? value : '';
}

export const topicMissing = (topic: string): MailfoldError =>
  new MailfoldError({
    code: 'message-bus/topic-missing',
    retry: 'backoff',
    message: `subscribing to ${topic}: there is no such topic; run \`mailfold topics apply\``,
    details: { topic },
  });

export const unreadable = (where: string): MailfoldError =>
  new MailfoldError({
    code: 'message-bus/unreadable',
    message: `reading ${where}: its data is no JSON; find out who else writes to the topic`,
    details: { where },
  });

export const historyGone = (topic: string, group: string, partition: number, after: number): MailfoldError =>
  new MailfoldError({
    code: 'message-bus/history-gone',
    message:
      `${group} needs what came after position ${after}, and partition ${partition} of ${topic} has it no more; ` +
      'give the bus the event store to read it from',
    details: { topic, group, partition, after },
  });
