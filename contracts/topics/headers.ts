/**
 * Headers of an event on a topic: the attributes of CloudEvents 1.0 in the Kafka binding's binary mode, and ours as extensions, whose names
 * may hold `[a-z0-9]` only.
 */
export const HEADER = {
  contentType: 'content-type',
  specVersion: 'ce_specversion',
  /** The same id is the same event, however often it comes. */
  id: 'ce_id',
  type: 'ce_type',
  /** `/mailfold/<context>` */
  source: 'ce_source',
  /** The stream: `<context>-<accountId>`, or `directory-<tenantId>`. */
  subject: 'ce_subject',
  /** When it happened at the provider or by the user. */
  time: 'ce_time',
  /** The record's key. */
  partitionKey: 'ce_partitionkey',
  tenantId: 'ce_tenantid',
  accountId: 'ce_accountid',
  causationId: 'ce_causationid',
  correlationId: 'ce_correlationid',
  origin: 'ce_origin',
  /** When the store took it. */
  recordedTime: 'ce_recordedtime',
  /** Grows within a key; ignore what is not above the last. */
  position: 'ce_position',
  /** Number in the stream, from 0 without gaps. */
  revision: 'ce_revision',
  /** Position up to which the writer had applied its inputs. */
  inputPosition: 'ce_inputposition',
  /** The key under which personal fields are sealed; absent while they are in clear. */
  keyId: 'ce_keyid',
  traceparent: 'traceparent',
} as const;
