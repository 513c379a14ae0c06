import ipaddr from 'ipaddr.js';
import { invalidAllowed } from './errors.ts';
import { hostIn } from './host-name.ts';
import { addressIn } from './public-address.ts';

type Parsed = ReturnType<typeof ipaddr.parse>;

/** What is asked of the operator's list: the host as it was named, one of its addresses, and the port. */
export interface Target {
  readonly host: string;
  readonly address: Parsed;
  readonly port: number;
}

export type Allows = (target: Target) => boolean;

/**
 * What an entry of the operator's list lets in: a name, an address or a range, for all ports or, with `:port` behind it, for one.
 * @throws MailfoldError `network-guard/invalid-allowed`
 */
export function allowanceOf(entry: string): Allows {
  const { place, port } = withPort(entry.trim());
  const allows = placeRule(place, entry);
  return port === undefined ? allows : (target) => target.port === port && allows(target);
}

/** `host:port`, `[address]:port`; an IPv6 address without brackets has no port. */
function withPort(entry: string): { readonly place: string; readonly port?: number } {
  const [, place = entry, port] = /^(\[[^\]]+\](?:\/\d+)?|[^:]+):(\d{1,5})$/.exec(entry) ?? [];
  return port === undefined ? { place } : { place, port: Number(port) };
}

function placeRule(place: string, entry: string): Allows {
  const [base = '', bits] = place.split('/');
  const host = hostIn(base);
  const address = host === undefined ? undefined : addressIn(host);
  if (address !== undefined) return within(address, bits, entry);
  if (host === undefined || bits !== undefined) throw invalidAllowed(entry);
  return (target) => target.host === host;
}

function within(address: Parsed, bits: string | undefined, entry: string): Allows {
  const most = address instanceof ipaddr.IPv4 ? 32 : 128;
  const length = bits === undefined ? most : Number(bits);
  if (!/^\d*$/.test(bits ?? '') || bits === '' || length > most) throw invalidAllowed(entry);
  return (target) => target.address.kind() === address.kind() && target.address.match(address, length);
}
