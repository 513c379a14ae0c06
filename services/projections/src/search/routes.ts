import type { BlobStore } from '@mailfold/blob-store';
import { SearchPage, SearchQuery } from '@mailfold/contracts/http';
import type { ViewRunner } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { reach } from '../reading.ts';
import { search } from './search.ts';

export interface SearchRouteParts {
  readonly rows: ReadStore;
  readonly blobs: BlobStore;
  /** Views that these routes read, for `?atLeast=`. */
  readonly views: readonly ViewRunner[];
}

export const searchRoutes = (parts: SearchRouteParts): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/search',
    summary: 'Mail by its words, newest first',
    description:
      'Words are found by their beginning; "in quotes" as they stand; -word leaves out. Chinese, Japanese, Korean and Thai are found anywhere.',
    tags: ['search'],
    auth: 'user',
    query: SearchQuery,
    answers: { 200: SearchPage },
    handle: async ({ query, caller }) => {
      await reach(parts.views, query.atLeast);
      return search(parts, caller, query);
    },
  }),
];
