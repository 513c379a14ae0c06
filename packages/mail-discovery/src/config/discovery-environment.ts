import { isIP } from 'node:net';
import { z } from 'zod';

/** `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:5353`; an IPv6 address without brackets has no port. */
const isDnsServer = (text: string): boolean => {
  const [, place = text] = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/.exec(text) ?? [];
  return isIP(place.replace(/^\[(.*)\]$/, '$1')) !== 0;
};

/** Settings of discovery, as every process that connects accounts takes them from its environment. */
export const DiscoveryEnvironment = z.object({
  /** `own`: without the public directory, which learns the domains of those who connect. `off`: presets only. */
  MAILFOLD_DISCOVERY: z.enum(['on', 'own', 'off']).default('on'),
  /** DNS servers to ask for mail servers, separated by commas; default: those of the machine. */
  MAILFOLD_DNS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((one) => one !== ''))
    .pipe(z.array(z.string().refine(isDnsServer, 'must be IP addresses, each with or without a port'))),
});

type Read = z.output<typeof DiscoveryEnvironment>;
/** What was read of them. */
export type DiscoverySettings = { readonly [Name in keyof Read]?: Read[Name] | undefined };
