import { domainToASCII } from 'node:url';
import { addressIn } from './public-address.ts';

const UNFIT = /[\s\p{Cc}/\\?#@]/u;

/**
 * A host as people type it (brackets, capitals, a dot at the end, digits of other scripts), spelled as the network does.
 * @returns undefined for what no host can be
 */
export function hostIn(typed: string): string | undefined {
  if (UNFIT.test(typed)) return undefined;
  const bare = typed.replace(/^\[(.*)\]$/, '$1');
  if (bare.includes(':')) return addressIn(bare)?.toString();
  const host = domainToASCII(bare).replace(/\.$/, '');
  return host === '' ? undefined : host;
}
