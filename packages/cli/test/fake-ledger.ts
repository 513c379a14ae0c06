import { IdParams, Ledger, QuarantineList } from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';

export const ACCOUNT = '0190a000-0000-7000-8000-00000000000a';
export const FOLDER = '0190a000-0000-7000-8000-00000000000f';

const LEDGER = {
  accountId: ACCOUNT,
  complete: false,
  messages: 1_990,
  folders: [
    {
      folderId: FOLDER,
      path: '受信トレイ',
      epoch: 1,
      current: true,
      listed: 2_000,
      stored: 1_990,
      skipped: [{ reason: 'before-start', count: 8 }],
      quarantined: [{ reason: 'mime/too-deep', count: 1 }],
      gone: 3,
      goneKept: 4,
      missing: 1,
      missingUids: [[7, 7] as [number, number]],
    },
  ],
};

const QUARANTINED = {
  folderId: FOLDER,
  path: '受信トレイ',
  epoch: 1,
  uid: 7,
  code: 'mime/too-deep',
  reason: 'It nests too deep.',
  size: 5_000,
  kept: true,
  reader: 'mail-mime@1',
  at: '2026-11-23T10:00:00.000Z',
};

export const ledgerRoutes: HttpRoutes = [
  defineRoute({
    method: 'GET',
    url: '/v1/accounts/:id/ledger',
    summary: 'Ledger',
    tags: [],
    auth: 'any',
    params: IdParams,
    answers: { 200: Ledger },
    handle: () => LEDGER,
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/accounts/:id/quarantine',
    summary: 'Quarantine',
    tags: [],
    auth: 'any',
    params: IdParams,
    answers: { 200: QuarantineList },
    handle: () => ({ items: [QUARANTINED] }),
  }),
];
