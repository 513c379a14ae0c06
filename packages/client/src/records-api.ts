import { DirectoryBatch, DirectoryOutcome, MailFacts, Timeline } from '@mailfold/contracts/http';
import { segment, type Transport } from './transport.ts';

export type TimelineOf = 'deals' | 'contacts' | 'organisations';
export type RecordsOf = 'users' | 'contacts' | 'organisations' | 'deals';

export interface TimelineOptions {
  readonly order?: 'newest' | 'oldest';
  readonly limit?: number;
  readonly cursor?: string | undefined;
  readonly atLeast?: string;
}

/** Timelines and facts of the CRM's records, as the caller may see them. */
export const timelinesApi = (transport: Transport) => ({
  timeline: (of: TimelineOf, id: string, options: TimelineOptions = {}) =>
    transport.call(Timeline, 'GET', `/v1/${of}/${segment(id)}/timeline`, { query: { ...options } }),
  mailFacts: (of: 'contacts' | 'deals', id: string) =>
    transport.call(MailFacts, 'GET', `/v1/${of}/${segment(id)}/mail-facts`),
});

/** The CRM's records, fed with a service key. */
export const directoryApi = (transport: Transport) => ({
  put: (of: RecordsOf, id: string, body: unknown, idempotencyKey?: string) =>
    transport.call(DirectoryOutcome, 'PUT', `/v1/directory/${of}/${segment(id)}`, {
      body,
      ...(idempotencyKey ? { idempotencyKey } : {}),
    }),
  remove: (of: RecordsOf, id: string) =>
    transport.call(DirectoryOutcome, 'DELETE', `/v1/directory/${of}/${segment(id)}`),
  /** @param lines JSON texts, one a line; done in order, all or nothing */
  batch: (lines: readonly string[], idempotencyKey?: string) =>
    transport.call(DirectoryBatch, 'POST', '/v1/directory/batch', {
      raw: { contentType: 'application/x-ndjson', text: lines.join('\n') },
      ...(idempotencyKey ? { idempotencyKey } : {}),
    }),
});
