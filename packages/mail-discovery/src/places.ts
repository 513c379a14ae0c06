import type { Place } from './document.ts';
import type { Subject } from './subject.ts';

/** Thunderbird's public directory of providers. It is told the domain and nothing else. */
export const PUBLIC_DIRECTORY = 'https://autoconfig.thunderbird.net/v1.1/';

/** Where the public autoconfig scheme has documents for a domain, the domain's own first. Only by https: a password follows them. */
export function placesFor(
  domain: string,
  { address }: Subject,
  { directory, trust }: { readonly directory: string | undefined; readonly trust: Place['trust'] },
): readonly Place[] {
  const own = new URL(`https://autoconfig.${domain}/mail/config-v1.1.xml`);
  own.searchParams.set('emailaddress', address);
  const wellKnown = new URL(`https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`);
  const listed =
    directory === undefined ? [] : [{ step: 'directory' as const, url: new URL(domain, directory), trust }];
  return [{ step: 'autoconfig', url: own, trust }, { step: 'autoconfig', url: wellKnown, trust }, ...listed];
}
