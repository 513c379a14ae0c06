import { z } from 'zod';
import { Id, Time } from '../events/values.ts';

/** Number of something. */
export const Count = z.number().int().nonnegative();

/** The CRM's own id of a record: in URLs of deals, contacts, organisations and users. */
export const ExternalId = z.string().min(1).max(200);

/** `/…/{id}` where the id is one of ours (accounts, threads, messages, actions). */
export const IdParams = z.object({ id: Id });

/** `/…/{id}` where the id is the CRM's. */
export const RecordParams = z.object({ id: ExternalId });

/** An opaque token of a write's event. */
export const Token = z
  .string()
  .min(1)
  .max(400)
  .describe('Opaque token of a write; a read with ?atLeast= waits for it.');

/** What every write answers with. */
export const Written = z.object({ token: Token });

/** Every read. */
export const ReadQuery = z.object({
  /** Wait (bounded) until the view has reached the write that answered with this token. */
  atLeast: Token.optional(),
});

/** Every list. */
export const ListQuery = ReadQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before; opaque. */
  cursor: z.string().min(1).max(2_000).optional(),
});

/** A flag in a query: `true` or `false`. */
export const Switch = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A page of a list; `next` is absent on the last one. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item).readonly(), next: z.string().optional() });

export const FieldError = z.object({
  /** Where: `body.imap.port`, `query.limit`. */
  field: z.string(),
  reason: z.string(),
});

/** RFC 9457. */
export const Problem = z.object({
  /** `https://mailfold.dev/problems/<code>`: a name, not an address that must answer. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** `<area>/<what>`, from the registry. */
  code: z.string(),
  /** What was tried, on what, what came back and what to do. */
  detail: z.string(),
  /** The request's id, which is in the log. */
  instance: z.string(),
  errors: z.array(FieldError).readonly().optional(),
});

/** A record of the CRM, a user too, as lists name it. */
export const RecordRef = z.object({ id: ExternalId, name: z.string() });

export { Id, Time };

export type Written = z.output<typeof Written>;
export type ListQuery = z.output<typeof ListQuery>;
export type ReadQuery = z.output<typeof ReadQuery>;
export type Problem = z.output<typeof Problem>;
export type FieldError = z.output<typeof FieldError>;
export type RecordRef = z.output<typeof RecordRef>;
/** A page as the client sees it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}
