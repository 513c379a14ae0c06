import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';

/** RFC 1123 §2.1, with a letter in front of the last label: so no address of a host fits, in none of its spellings. */
const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** `domainToASCII` reads its text as a URL does: it drops line ends, and ends at a slash. */
const UNFIT = /[^\p{L}\p{M}\p{N}.-]/u;

/** A host name with a dot in it, in lower case and as DNS spells it; undefined for all else, such as IP addresses and `localhost`. */
export function hostName(text: string): string | undefined {
  if (UNFIT.test(text)) return undefined;
  const name = domainToASCII(text).replace(/\.$/, '');
  return HOST_NAME.test(name) ? name : undefined;
}

/** What somebody has registered of a name: `hoster.co.uk` of `mx1.mail.hoster.co.uk`; undefined where that is nobody's. */
export const registeredDomain = (name: string): string | undefined =>
  getDomain(name, { allowPrivateDomains: true }) ?? undefined;

export const inOneDomain = (one: string, other: string): boolean =>
  registeredDomain(one) !== undefined && registeredDomain(one) === registeredDomain(other);
