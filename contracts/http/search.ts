import { z } from 'zod';
import { Id, Time } from '../events/values.ts';
import { ListQuery, page } from './conventions.ts';
import { Participant } from './mailbox.ts';

/** `GET /v1/search` (SRC-1). `in`: comma-separated of `subject`, `participants`, `content`; default all. */
export const SearchQuery = ListQuery.extend({
  q: z.string().trim().min(1).max(200),
  in: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(['subject', 'participants', 'content'])).min(1))
    .default(['subject', 'participants', 'content']),
});

export const SearchHit = z.object({
  messageId: Id,
  threadId: Id,
  accountId: Id,
  subject: z.string(),
  from: z.array(Participant).readonly(),
  at: Time,
  /** Around the first place that matched; plain text. */
  excerpt: z.string(),
  mine: z.boolean(),
});

export const SearchPage = page(SearchHit);

export type SearchQuery = z.output<typeof SearchQuery>;
export type SearchHit = z.output<typeof SearchHit>;
