import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';

/** Where a connection goes, spelled as IP addresses usually are. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a name; rejects with a `code` such as ENOTFOUND where there are none. */
export type Resolve = (name: string) => Promise<readonly { readonly address: string }[]>;

/** As every program of this machine does it. */
export const systemResolve: Resolve = (name) => lookup(name, { all: true });

/**
 * For the `lookup` option of `net` and `tls`, beside the name as `host`: nobody is asked again, the name is where the guard saw it, and
 * the certificate is still the name's. Addresses are tried in turn. A host that is an address itself is not looked up: it was seen as it stands.
 */
export const lookupOf =
  (addresses: readonly Address[]): LookupFunction =>
  (_host, { all }, callback) => {
    const [first] = addresses;
    if (all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
