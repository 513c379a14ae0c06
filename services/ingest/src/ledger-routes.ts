import { FolderList, IdParams, Ledger } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { readFolders } from './application/folders.ts';
import { readLedger } from './application/ledger.ts';

export interface LedgerParts {
  readonly rows: ReadStore;
}

/** What became of every UID (ING-4), from the decider's own rows. */
export const ledgerRoutes = ({ rows }: LedgerParts): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/accounts/:id/ledger',
    summary: 'The completeness ledger',
    tags: ['accounts'],
    auth: 'any',
    params: IdParams,
    answers: { 200: Ledger },
    handle: ({ params, caller }) => readLedger(rows, caller, params.id),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/accounts/:id/folders',
    summary: 'Folders and how they are watched',
    tags: ['accounts'],
    auth: 'any',
    params: IdParams,
    answers: { 200: FolderList },
    handle: ({ params, caller }) => readFolders(rows, caller, params.id),
  }),
];
