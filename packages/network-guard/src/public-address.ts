import ipaddr from 'ipaddr.js';

/** The wire server of Azure, which hands out settings and certificates of the machine: inside, at a public address. */
const INSIDE_AT_PUBLIC_ADDRESSES = new Set(['168.63.129.16']);

/** What IANA gives out as global unicast (RFC 4291 §2.4). All else is special, or was never assigned. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Addresses that a translator of this network makes of public IPv4 ones (RFC 6052 §2.1). */
const TRANSLATED = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

type Parsed = ReturnType<typeof ipaddr.parse>;

/** An address in any of its spellings (octal, hexadecimal, short, mapped); undefined for anything else, and for one with a zone. */
export const addressIn = (text: string): Parsed | undefined =>
  ipaddr.isValid(text) && !text.includes('%') ? ipaddr.process(text) : undefined;

/** Whether it lies in the public internet, and is no special, reserved, private or embedding address. */
export function isPublic(address: Parsed): boolean {
  if (address instanceof ipaddr.IPv4) {
    return address.range() === 'unicast' && !INSIDE_AT_PUBLIC_ADDRESSES.has(address.toString());
  }
  if (address.match(TRANSLATED)) return isPublic(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.match(GLOBAL_IPV6) && address.range() === 'unicast';
}
