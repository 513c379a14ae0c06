/** Every event of every account in the store's order, key = account id (directory: tenant id): what our services read. */
export const LOG_TOPIC = 'mailfold.log.v1';

/** The events of one context, for outsiders; each can be switched off. Key as in the log. */
export const contextTopic = (context: string): string => `mailfold.${context}.events.v1`;

/** Rows of a view, compacted; key = row id, a tombstone on removal. */
export const viewTopic = (view: string, version = 1): string => `mailfold.views.${view}.v${version}`;

/** Where a group's parked events are copied to; the parked table is the truth. */
export const deadLetterTopic = (topic: string, group: string): string => `${topic}.${group}.dead`;

/** `<service>.<processor>` */
export const consumerGroup = (service: string, processor: string): string => `${service}.${processor}`;

/** One stream per context and account (directory: tenant). The context is one word without `-`. */
export const streamName = (context: string, key: string): string => `${context}-${key}`;
