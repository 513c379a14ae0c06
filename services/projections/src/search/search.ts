import type { BlobStore } from '@mailfold/blob-store';
import { type SearchHit, type SearchQuery, Time } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import { cursor, type UserCaller } from '@mailfold/service-host';
import { z } from 'zod';
import { findCandidates } from './candidates.ts';
import { MOST_BYTES } from './document.ts';
import { excerptOf } from './excerpt.ts';
import { type Found, findMessages } from './find-messages.ts';
import { loadTexts } from './load.ts';
import { parseQuery, type Patterns, termsOf } from './parse-query.ts';
import { seedOf } from './terms.ts';

interface SearchParts {
  readonly rows: ReadStore;
  readonly blobs: BlobStore;
}

const After = z.tuple([Time, z.uuid()]);

/** SRC-1: by subject, participants and content, what this viewer may see and nothing else. */
export const search = async (
  { rows, blobs }: SearchParts,
  caller: UserCaller,
  query: SearchQuery,
): Promise<{ readonly items: SearchHit[]; readonly next?: string }> => {
  const after = query.cursor === undefined ? undefined : cursor.decode(query.cursor, After);
  const patterns = parseQuery(query.q);
  if (patterns.wanted.length + patterns.unwanted.length === 0) return { items: [] };
  const candidates = await findCandidates(rows, caller, termsOf(patterns, seedOf(caller.tenantId)));
  const asked = { caller, candidates, patterns, sections: query.in };
  const found = await findMessages(rows, asked, after, query.limit + 1);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const next =
    found.length > query.limit && last !== undefined ? { next: cursor.encode([last.at, last.messageId]) } : {};
  return { items: await withExcerpts(blobs, page, query.in.includes('content') ? patterns : undefined), ...next };
};

const withExcerpts = async (
  blobs: BlobStore,
  page: readonly Found[],
  patterns: Patterns | undefined,
): Promise<SearchHit[]> => {
  const texts =
    patterns === undefined
      ? new Map()
      : await loadTexts(
          blobs,
          page.flatMap((one) => one.text ?? []),
        );
  return page.map(({ messageId, threadId, accountId, subject, from, at, mine, preview, text }) => {
    const content = texts.get(text ?? '')?.toString('utf8', 0, MOST_BYTES) ?? '';
    const excerpt = excerptOf(content, patterns?.wanted ?? []) ?? preview;
    return { messageId, threadId, accountId, subject, from, at, excerpt, mine };
  });
};
