import {
  AccountList,
  AccountListQuery,
  AccountStatus,
  IdParams,
  ListQuery,
  QuarantineList,
  ReadQuery,
} from '@mailfold/contracts/http';
import { type Clock, MailfoldError } from '@mailfold/kernel';
import type { ViewRunner } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import { defineRoute, type HttpRoutes, type Unrecorded } from '@mailfold/service-host';
import { reach } from '../reading.ts';
import { listAccounts, readAccount } from './read-accounts.ts';
import { readQuarantine } from './read-quarantine.ts';

export interface AccountParts {
  readonly rows: ReadStore;
  readonly clock: Clock;
  /** Views that these routes read, for `?atLeast=`. */
  readonly views: readonly ViewRunner[];
  readonly unrecorded?: Unrecorded | undefined;
}

const tags = ['accounts'];

/** How each account's sync stands (VIEW-3). */
export const accountRoutes = ({ rows, clock, views, unrecorded }: AccountParts): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/accounts',
    summary: 'Accounts: the caller’s own, or all of the tenant for a service key',
    tags,
    auth: 'any',
    query: AccountListQuery,
    answers: { 200: AccountList },
    handle: async ({ query, caller }) => {
      await reach(views, query.atLeast);
      return listAccounts(rows, caller, query, unrecorded);
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/accounts/:id',
    summary: 'State, progress, completeness and the last error of an account',
    tags,
    auth: 'any',
    params: IdParams,
    query: ReadQuery,
    answers: { 200: AccountStatus },
    handle: async ({ params, query, caller }) => {
      await reach(views, query.atLeast);
      return found(await readAccount(rows, caller, params.id, clock.now(), unrecorded), params.id);
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/accounts/:id/quarantine',
    summary: 'Mail that could not be read, with the reason',
    tags,
    auth: 'any',
    params: IdParams,
    query: ListQuery,
    answers: { 200: QuarantineList },
    handle: async ({ params, query, caller }) => {
      await reach(views, query.atLeast);
      return found(await readQuarantine(rows, caller, params.id, query), params.id);
    },
  }),
];

const found = <Answer>(answer: Answer | undefined, accountId: string): Answer => {
  if (answer !== undefined) return answer;
  throw new MailfoldError({ code: 'account/not-found', message: `There is no account ${accountId}.` });
};
