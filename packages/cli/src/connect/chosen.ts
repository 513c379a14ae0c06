import type { Preset, ProofBody } from '@mailfold/contracts/http';

export type Servers = ProofBody['servers'];

/** Where an account's servers are, and what is known of how one logs in there. */
export interface Chosen {
  readonly servers: Servers;
  /** Best first; absent: nothing is known. */
  readonly logins?: Preset['logins'];
  /** The user name, where it is not the address. */
  readonly login?: string | undefined;
}
