import type { Scope, Start } from '@mailfold/contracts';
import { IdParams, ScopeAnswer, ScopeBody } from '@mailfold/contracts/http';
import { type Clock, MailfoldError } from '@mailfold/kernel';
import { type Caller, defineRoute, type HttpRoutes } from '@mailfold/service-host';
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
      const now = await scopeNow(parts, caller, id);
      if (!body.dryRun) return parts.accounts.changeScope({ tenantId: caller.tenantId, commandId }, id, body);
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

interface ScopeNow {
  readonly scope: Scope;
  readonly start: Start;
}

/** Another tenant's account, and to a user another's, is not found (X19). */
const scopeNow = async ({ rows }: ScopeRoutesParts, caller: Caller, accountId: string): Promise<ScopeNow> => {
  const owner = caller.kind === 'user' ? caller.userId : null;
  const [row] = await rows.query<ScopeNow>(
    `select data->'scope' as scope, data->'start' as start from ingest.account
      where tenant = $1 and account = $2 and ($3::uuid is null or owner = $3)`,
    [caller.tenantId, accountId, owner],
  );
  if (row !== undefined) return row;
  throw new MailfoldError({ code: 'account/not-found', message: `There is no account ${accountId}.` });
};
