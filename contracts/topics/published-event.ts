import type { z } from 'zod';
import type { Origin } from '../events/envelope.ts';

/** An event as the store has it and the topics carry it, whole: whoever reads a topic has what a reader of the store has. */
export interface PublishedEvent<Data = unknown> {
  readonly id: string;
  /** `<context>.<PastTense>.v<n>` */
  readonly type: string;
  /** `<context>-<accountId>`, or `directory-<tenantId>`. */
  readonly stream: string;
  /** Number in the stream, from 0 without gaps. */
  readonly revision: number;
  /** Place in the store's order; grows, with gaps. */
  readonly position: number;
  readonly recordedAt: string;
  readonly data: Data;
  readonly meta: {
    readonly tenantId: string;
    /** Absent on directory events. */
    readonly accountId?: string;
    readonly occurredAt: string;
    readonly causationId: string;
    readonly correlationId: string;
    readonly origin: z.output<typeof Origin>;
    /** Position up to which the writing processor had applied its inputs. */
    readonly inputPosition?: number;
    readonly keyId?: string;
    readonly traceparent?: string;
  };
}
