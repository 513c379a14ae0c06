import { z } from 'zod';
import { Id, Time } from '../events/values.ts';
import { Count, ListQuery, page } from './conventions.ts';

/** `POST /v1/rebuilds` (service key): one view, or all. Answers 202; look at it again until it has ended. */
export const RebuildBody = z.object({ view: z.string().min(1).optional() });
export const RebuiltView = z.object({
  view: z.string(),
  state: z.enum(['waiting', 'folding', 'joining', 'done', 'failed']),
  events: Count,
  /** Events a second. */
  rate: z.number().nonnegative(),
  /** Of the live tables before, and of the new ones; equal if the view was right (VIEW-5). */
  hashBefore: z.string().optional(),
  hashAfter: z.string().optional(),
  equal: z.boolean().optional(),
  reason: z.string().optional(),
});
/** `GET /v1/rebuilds/{id}` */
export const Rebuild = z.object({
  id: Id,
  state: z.enum(['running', 'done', 'failed']),
  views: z.array(RebuiltView).readonly(),
});

/** `GET /v1/dead-letters` (service key) */
export const DeadLetterListQuery = ListQuery.extend({ group: z.string().optional() });
export const DeadLetter = z.object({
  /** `<group>~<event id>`; safe in a URL. */
  id: z.string(),
  group: z.string(),
  eventId: Id,
  type: z.string(),
  key: Id,
  /** In words, with an error code. */
  reason: z.string(),
  /** Later events of the key that wait behind it. */
  waiting: Count,
  at: Time,
});
export const DeadLetterPage = page(DeadLetter);
export const DeadLetterParams = z.object({ id: z.string().min(1).max(300) });
/** `GET /v1/dead-letters/{id}`; without personal fields. */
export const DeadLetterDetail = DeadLetter.extend({ position: z.string(), data: z.record(z.string(), z.unknown()) });
/** `POST /v1/dead-letters/{id}/retry` and `DELETE /v1/dead-letters/{id}` (discards it; what waits behind it goes on). */
export const DeadLetterOutcome = z.object({
  outcome: z.enum(['retried', 'parked-again', 'discarded']),
  reason: z.string().optional(),
});

/** `GET /v1/doctor` (service key): every part, and what to do where one is not well. */
export const Finding = z.object({
  part: z.string(),
  state: z.enum(['ok', 'warning', 'broken']),
  words: z.string(),
  whatToDo: z.string().optional(),
});
export const Doctor = z.object({ findings: z.array(Finding).readonly() });

/** `GET /v1/progress` (service key): where every processor stands; settled = all at an unchanged head. */
export const Progress = z.object({
  head: Count,
  processors: z.array(z.object({ name: z.string(), position: Count, parked: Count })).readonly(),
});

export type Rebuild = z.output<typeof Rebuild>;
export type RebuiltView = z.output<typeof RebuiltView>;
export type DeadLetter = z.output<typeof DeadLetter>;
export type DeadLetterDetail = z.output<typeof DeadLetterDetail>;
export type DeadLetterOutcome = z.output<typeof DeadLetterOutcome>;
export type Finding = z.output<typeof Finding>;
export type Doctor = z.output<typeof Doctor>;
export type Progress = z.output<typeof Progress>;
