import { IdParams, ScopeAnswer, ScopeBody } from '@mailfold/contracts/http';
import type { Clock } from '@mailfold/kernel';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { accountFor } from './application/account-for.ts';
import type { Accounts } from './application/accounts.ts';
import { scopeOf, startOf } from './application/scope-choice.ts';
import { previewScope, type ScopePreviewParts } from './application/scope-preview.ts';

export interface ScopeRoutesParts extends ScopePreviewParts {
  readonly accounts: Pick<Accounts, 'changeScope'>;
  readonly clock: Clock;
}

/** What is synced of an account (SCO-1, SCO-2). */
export const scopeRoutes = (parts: ScopeRoutesParts): HttpRoutes => [
  defineRoute({
    method: 'PUT',
    url: '/v1/accounts/:id/scope',
    summary: 'Change what is synced, or ask what that would do',
    tags: ['accounts'],
    auth: 'any',
    params: IdParams,
    body: ScopeBody,
    answers: { 200: ScopeAnswer },
    errors: LOOKING_ERRORS,
    handle: async ({ params: { id }, body, caller, commandId }) => {
      if (!body.dryRun) return parts.accounts.changeScope({ caller, commandId }, id, body);
      const now = await accountFor(parts.rows, caller, id);
      const start = body.start === undefined ? now.start : startOf(body.start, parts.clock);
      return previewScope(parts, id, { scope: scopeOf(body.scope), start });
    },
  }),
];

/** A dry run asks the provider what there is to fetch. */
const LOOKING_ERRORS = {
  'mail-provider/unauthorised': 422,
  'mail-provider/unreachable': 422,
  'mail-provider/rejected': 422,
  'mail-provider/throttled': 503,
} as const;
