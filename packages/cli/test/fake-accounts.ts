import {
  AccountList,
  AccountListQuery,
  AccountStatus,
  type AuthorisationBody,
  Connected,
  ConnectBody,
  IdParams,
  Proof,
  ProofBody,
  ScopeAnswer,
  ScopeBody,
  Written,
} from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';
import { answerWith, defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { ACCOUNT, FOLDER, ledgerRoutes } from './fake-ledger.ts';
import { providerRoutes } from './fake-providers.ts';
import { type FakeIssuer, signInRoutes } from './fake-sign-ins.ts';

export interface FakeAccounts {
  /** Bodies that were asked to connect. */
  readonly connected: (typeof ConnectBody)['_output'][];
  /** Scopes that were asked for. */
  readonly scopes: (typeof ScopeBody)['_output'][];
  /** Addresses whose servers were asked for. */
  readonly lookedFor: string[];
  /** Sign-ins that were begun. */
  readonly signIns: AuthorisationBody[];
  issuer: FakeIssuer;
  /** How often the status was asked since the connection: each time there is more mail. */
  looks: number;
  /** Where it ends. */
  ends: 'complete' | 'incomplete';
}

export const fakeAccounts = (): FakeAccounts => ({
  connected: [],
  scopes: [],
  lookedFor: [],
  signIns: [],
  issuer: 'lets in',
  looks: 0,
  ends: 'complete',
});

const SETTINGS = {
  archiveAtProvider: true,
  deleteAtProvider: true,
  syncReadState: true,
  removeWhenDeletedAtProvider: true,
  defaultVisibility: 'private' as const,
  autoLink: true,
};

const statusOf = (accounts: FakeAccounts) => {
  const done = Math.min(2_000, accounts.looks * 1_000);
  const over = done === 2_000;
  const state = over ? accounts.ends : ('catching up' as const);
  const folder = {
    folderId: FOLDER,
    path: '受信トレイ',
    role: 'inbox' as const,
    done,
    total: 2_000,
    rate: over ? 0 : 400,
  };
  return {
    id: ACCOUNT,
    address: 'ann@example.com',
    owner: { id: 'u1', name: '田中 アン' },
    provider: 'imap',
    state,
    ...(over && accounts.ends === 'complete' ? { complete: { asOf: '2026-11-23T10:05:00.000Z', quarantined: 2 } } : {}),
    missing: over && accounts.ends === 'incomplete' ? 3 : 0,
    messages: done,
    connectedAt: '2026-11-23T10:00:00.000Z',
    ...(state === 'incomplete'
      ? {
          lastError: {
            code: 'x/missing',
            words: '3 mails are missing.',
            whatToDo: 'Wait.',
            at: '2026-11-23T10:00:00.000Z',
          },
        }
      : {}),
    aliases: [],
    settings: SETTINGS,
    scope: { kind: 'all' as const },
    start: { kind: 'since' as const },
    progress: [{ ...folder, state: over ? ('done' as const) : ('catching up' as const), secondsLeft: over ? 0 : 5 }],
    totals: { done, total: 2_000, rate: folder.rate },
  };
};

const connecting = (accounts: FakeAccounts): HttpRoutes => [
  defineRoute({
    method: 'POST',
    url: '/v1/accounts/proofs',
    summary: 'Prove',
    tags: [],
    auth: 'any',
    body: ProofBody,
    answers: { 200: Proof },
    handle: ({ body }) => {
      const { credentials } = body;
      if (credentials.kind !== 'password' || credentials.password === 'right') {
        const folders = [
          { path: '受信トレイ', role: 'inbox' as const, messages: 2_000, unseen: 7, inAllMail: true },
          { path: 'Kunden', role: 'none' as const, messages: 5, unseen: 0, inAllMail: true },
        ];
        return { folders, capabilities: ['idle'], smtp: 'proved' as const };
      }
      throw new MailfoldError({
        code: 'mail-provider/unauthorised',
        message: 'imap.example.com refused the login: check the password.',
      });
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/accounts',
    summary: 'Connect',
    tags: [],
    auth: 'any',
    body: ConnectBody,
    answers: { 201: Connected },
    handle: ({ body }) => {
      accounts.connected.push(body);
      accounts.looks = 0;
      return answerWith(201, { id: ACCOUNT, outcome: 'connected' as const, token: 'token' });
    },
  }),
];

/** Routes of accounts, over what a test sets. */
export const accountRoutes = (accounts: FakeAccounts): HttpRoutes => [
  ...providerRoutes(accounts.lookedFor),
  ...signInRoutes(accounts),
  ...connecting(accounts),
  defineRoute({
    method: 'GET',
    url: '/v1/accounts',
    summary: 'List',
    tags: [],
    auth: 'any',
    query: AccountListQuery,
    answers: { 200: AccountList },
    handle: () => ({ items: [statusOf(accounts)] }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/accounts/:id',
    summary: 'Status',
    tags: [],
    auth: 'any',
    params: IdParams,
    answers: { 200: AccountStatus },
    handle: ({ params }) => {
      if (params.id !== ACCOUNT) throw new MailfoldError({ code: 'accounts/not-found', message: 'No such account.' });
      accounts.looks += 1;
      return statusOf(accounts);
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/v1/accounts/:id/scope',
    summary: 'Scope',
    tags: [],
    auth: 'any',
    params: IdParams,
    body: ScopeBody,
    answers: { 200: ScopeAnswer },
    handle: ({ body }) => {
      accounts.scopes.push(body);
      if (!body.dryRun) return { token: 'token' };
      const withdraws = { messages: 1_240, threads: 310, deals: 3 };
      return { withdraws, restores: { messages: 0 }, backfills: { messages: 8_000, folders: 1 } };
    },
  }),
  defineRoute({
    method: 'DELETE',
    url: '/v1/accounts/:id',
    summary: 'Disconnect',
    tags: [],
    auth: 'any',
    params: IdParams,
    answers: { 200: Written },
    handle: () => ({ token: 'token' }),
  }),
  ...ledgerRoutes,
];
