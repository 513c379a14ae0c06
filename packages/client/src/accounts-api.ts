import {
  AccountList,
  AccountStatus,
  Connected,
  type ConnectInput,
  FolderList,
  Ledger,
  Proof,
  type ProofBody,
  ProviderFor,
  ProviderList,
  QuarantineList,
  type ScopeChoice,
  ScopePreview,
  type StartChoice,
  Written,
} from '@mailfold/contracts/http';
import type { AccountSettings } from '@mailfold/contracts';
import type { z } from 'zod';
import { segment, type Transport } from './transport.ts';

type Credentials = ProofBody['credentials'];
type Servers = ProofBody['servers'];

const at = (id: string, rest = ''): string => `/v1/accounts/${segment(id)}${rest}`;

/** Accounts and the providers that they may be at. */
export const accountsApi = (transport: Transport) => ({
  providers: () => transport.call(ProviderList, 'GET', '/v1/providers'),
  providerFor: (address: string) => transport.call(ProviderFor, 'GET', '/v1/providers/for', { query: { address } }),
  /** A real login; nothing is stored. */
  prove: (body: ProofBody, signal?: AbortSignal) =>
    transport.call(Proof, 'POST', '/v1/accounts/proofs', { body, ...(signal ? { signal } : {}) }),
  connect: (body: ConnectInput, idempotencyKey?: string) =>
    transport.call(Connected, 'POST', '/v1/accounts', { body, ...(idempotencyKey ? { idempotencyKey } : {}) }),
  list: (query: { readonly cursor?: string | undefined; readonly limit?: number; readonly atLeast?: string } = {}) =>
    transport.call(AccountList, 'GET', '/v1/accounts', { query }),
  get: (id: string, query: { readonly atLeast?: string } = {}) =>
    transport.call(AccountStatus, 'GET', at(id), { query }),
  folders: (id: string) => transport.call(FolderList, 'GET', at(id, '/folders')),
  ledger: (id: string) => transport.call(Ledger, 'GET', at(id, '/ledger')),
  quarantine: (id: string, query: { readonly cursor?: string | undefined; readonly limit?: number } = {}) =>
    transport.call(QuarantineList, 'GET', at(id, '/quarantine'), { query }),
  changeSettings: (id: string, body: Partial<AccountSettings>) => transport.call(Written, 'PATCH', at(id), { body }),
  renewCredentials: (id: string, body: { readonly credentials: Credentials; readonly servers?: Servers }) =>
    transport.call(Written, 'PUT', at(id, '/credentials'), { body }),
  changeScope: (id: string, body: { readonly scope: ScopeChoice; readonly start?: StartChoice }) =>
    transport.call(Written, 'PUT', at(id, '/scope'), { body }),
  /** What that would do; nothing is changed. */
  previewScope: (id: string, body: { readonly scope: ScopeChoice; readonly start?: StartChoice }) =>
    transport.call(ScopePreview, 'PUT', at(id, '/scope'), { body: { ...body, dryRun: true } }),
  disconnect: (id: string): Promise<z.output<typeof Written>> => transport.call(Written, 'DELETE', at(id)),
});
