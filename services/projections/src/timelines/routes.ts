import { MailFacts, MailFactsQuery, RecordParams, Timeline, TimelineQuery } from '@mailfold/contracts/http';
import type { ViewRunner } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import { defineRoute, type HttpRoutes, type Route, type UserCaller } from '@mailfold/service-host';
import { notFound, reach } from '../reading.ts';
import { findRecord, readMailFacts, readTimeline, type RecordKind } from './timeline.ts';

export interface TimelineParts {
  readonly rows: ReadStore;
  readonly views: readonly ViewRunner[];
}

const KINDS = { deals: 'deal', contacts: 'contact', organisations: 'organisation' } as const;
const tags = ['timelines'];

/** VIEW-2, VIEW-4: the mail of deals, contacts and organisations. */
export const timelineRoutes = (parts: TimelineParts): HttpRoutes =>
  Object.entries(KINDS).flatMap(([path, kind]) => [timeline(parts, path, kind), mailFacts(parts, path, kind)]);

const timeline = ({ rows, views }: TimelineParts, path: string, kind: RecordKind): Route =>
  defineRoute({
    method: 'GET',
    url: `/v1/${path}/:id/timeline`,
    summary: `Mail of one of the ${path}, as far as the caller may see it`,
    tags,
    auth: 'user',
    params: RecordParams,
    query: TimelineQuery,
    answers: { 200: Timeline },
    handle: async ({ params, query, caller }) => {
      await reach(views, query.atLeast);
      return readTimeline(rows, caller, await recordOr404(rows, caller, kind, params.id), query);
    },
  });

const mailFacts = ({ rows, views }: TimelineParts, path: string, kind: RecordKind): Route =>
  defineRoute({
    method: 'GET',
    url: `/v1/${path}/:id/mail-facts`,
    summary: `When one of the ${path} last got and last sent mail`,
    tags,
    auth: 'user',
    params: RecordParams,
    query: MailFactsQuery,
    answers: { 200: MailFacts },
    handle: async ({ params, query, caller }) => {
      await reach(views, query.atLeast);
      return readMailFacts(rows, caller, await recordOr404(rows, caller, kind, params.id));
    },
  });

const recordOr404 = async (rows: ReadStore, caller: UserCaller, kind: RecordKind, id: string) => {
  const record = await findRecord(rows, caller, kind, id);
  if (record === undefined) throw notFound('record', id);
  return record;
};
