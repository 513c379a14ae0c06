import type { AccountConnected, DataOf } from '@mailfold/contracts';

export type AccountData = DataOf<typeof AccountConnected>;

/** An account as its owner left it. */
export interface Account {
  readonly data: AccountData;
  readonly state: 'connected' | 'needs-reauthentication' | 'disconnected';
  readonly unreachable: boolean;
  /** RFC 3339: when the provider is asked again. */
  readonly throttledUntil: string | null;
  readonly connectedAt: string;
  /** RFC 3339: proofs of completeness from before hold no longer (ING-4). */
  readonly proofsFrom: string;
  /** The newest version of each block list that reached it. */
  readonly screening: { readonly tenant?: number; readonly user?: number };
}

export interface AccountState {
  readonly accountId: string;
  readonly tenantId: string;
  account: Account | undefined;
  changed: boolean;
}
