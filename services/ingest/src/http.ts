import {
  Connected,
  ConnectBody,
  CredentialsBody,
  IdParams,
  Proof,
  ProofBody,
  SettingsBody,
  Written,
} from '@mailfold/contracts/http';
import { MailfoldError, recordId } from '@mailfold/kernel';
import { type Caller, defineRoute, type HttpRoutes } from '@mailfold/service-host';
import type { Accounts } from './application/accounts.ts';
import { ledgerRoutes, type LedgerParts } from './ledger-routes.ts';

const tags = ['accounts'];

/** Accounts: to connect them, and to change what was chosen. */
export const routes = (accounts: Accounts, ledger: LedgerParts): HttpRoutes => [
  ...ledgerRoutes(ledger),
  defineRoute({
    method: 'POST',
    url: '/v1/accounts/proofs',
    summary: 'Prove a login; stores nothing',
    tags,
    auth: 'any',
    body: ProofBody,
    answers: { 200: Proof },
    errors: PROVIDER_ERRORS,
    handle: ({ body, caller, commandId }) => accounts.prove({ caller, commandId }, body),
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/accounts',
    summary: 'Connect a mail account',
    tags,
    auth: 'any',
    body: ConnectBody,
    answers: { 201: Connected },
    errors: PROVIDER_ERRORS,
    handle: ({ body, caller, commandId }) => accounts.connect({ caller, commandId }, ownerOf(caller, body.owner), body),
  }),
  defineRoute({
    method: 'PATCH',
    url: '/v1/accounts/:id',
    summary: 'Change settings',
    tags,
    // VIS-3: what new threads are, and what is done at the provider, is the owner's choice alone.
    auth: 'user',
    params: IdParams,
    body: SettingsBody,
    answers: { 200: Written },
    handle: ({ params, body, caller, commandId }) => accounts.changeSettings({ caller, commandId }, params.id, body),
  }),
  defineRoute({
    method: 'PUT',
    url: '/v1/accounts/:id/credentials',
    summary: 'Enter new credentials; sync goes on where it stopped',
    tags,
    auth: 'any',
    params: IdParams,
    body: CredentialsBody,
    answers: { 200: Written },
    errors: PROVIDER_ERRORS,
    handle: ({ params, body, caller, commandId }) => accounts.renewCredentials({ caller, commandId }, params.id, body),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/v1/accounts/:id',
    summary: 'Disconnect; what was synced is kept',
    tags,
    auth: 'any',
    params: IdParams,
    answers: { 200: Written },
    handle: ({ params, caller, commandId }) => accounts.disconnect({ caller, commandId }, params.id),
  }),
];

/** What a provider said is a refusal of the request, not a fault of ours. */
const PROVIDER_ERRORS = {
  'mail-provider/unauthorised': 422,
  'mail-provider/unreachable': 422,
  'mail-provider/unsupported': 422,
  'mail-provider/rejected': 422,
  'mail-provider/throttled': 503,
  'oauth/other-account': 422,
} as const;

const ownerOf = (caller: Caller, owner: string | undefined): string => {
  if (caller.kind === 'user') return caller.userId;
  if (owner !== undefined) return recordId(caller.tenantId, 'user', owner);
  throw new MailfoldError({
    code: 'account/bad-owner',
    message: 'A service key must name the owner of the account: give `owner`, or act as the user.',
  });
};
