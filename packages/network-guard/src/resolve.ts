import { lookup } from 'node:dns/promises';

/** Where a connection goes, spelled as IP addresses usually are. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a name; rejects with a `code` such as ENOTFOUND where there are none. */
export type Resolve = (name: string) => Promise<readonly { readonly address: string }[]>;

/** As every program of this machine does it. */
export const systemResolve: Resolve = (name) => lookup(name, { all: true });
