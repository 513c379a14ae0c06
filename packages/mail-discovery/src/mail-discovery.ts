import { presetFor } from '@mailfold/mail-provider';
import type { GuardedFetch } from '@mailfold/network-guard';
import type { Attempt, Discovery, Found, Step } from './discovery.ts';
import type { MailDns } from './dns.ts';
import { askDocument } from './document.ts';
import { askMx } from './mx.ts';
import { placesFor } from './places.ts';
import { askSrv } from './srv.ts';
import { type Subject, subjectOf } from './subject.ts';

/** The way to the network. */
export interface Network {
  /** With `DOCUMENT_LIMITS`. */
  readonly fetch: GuardedFetch;
  readonly dns: MailDns;
  /** Where a public directory of providers has its documents, with a slash behind; absent: none is asked. */
  readonly directory?: string | undefined;
}

/** Finds the servers of an address in less than ten seconds, and says how. Never rejects. */
export type Discover = (address: string) => Promise<Discovery>;

/** @param network absent: presets only */
export const mailDiscovery =
  (network?: Network): Discover =>
  async (address) => {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const preset = presetFor(address);
    const known: Step = {
      step: 'preset',
      tried: domain,
      answered: preset?.name ?? 'no provider that is known',
      outcome: preset === undefined ? 'nothing' : 'chosen',
    };
    if (preset !== undefined) return { domain, preset, steps: [known] };
    const { steps, found } = await looked(subjectOf(address), network);
    return { domain, ...found, steps: [known, ...steps] };
  };

async function looked(subject: Subject | undefined, network: Network | undefined): Promise<Attempt> {
  if (network === undefined) return { steps: [ask('nothing else is looked up here (MAILFOLD_DISCOVERY=off)')] };
  if (subject === undefined) return { steps: [ask('this is no domain of the public internet')] };
  const mx = await askMx(subject, network.dns);
  if (mx.found !== undefined) return mx;
  const { steps, found } = await firstOf((signal) => begin(subject, mx.hoster, network, signal));
  const all = [...mx.steps, ...steps];
  return found === undefined ? { steps: [...all, ask('nothing tells where the mail is')] } : { steps: all, found };
}

const ask = (answered: string): Step => ({
  step: 'ask',
  tried: 'all that can be looked up',
  answered: `${answered}; host, port and TLS mode are needed`,
  outcome: 'nothing',
});

/** All at once, so that the slowest and not their sum is waited for; the order is that of preference. */
function begin(
  subject: Subject,
  hoster: string | undefined,
  network: Network,
  signal: AbortSignal,
): Promise<Attempt>[] {
  const { directory, fetch, dns } = network;
  const places = [
    ...placesFor(subject.domain, subject, { directory, trust: 'https' }),
    ...(hoster === undefined ? [] : placesFor(hoster, subject, { directory, trust: 'dns' })),
  ];
  return [...places.map((place) => askDocument(place, subject, fetch, signal)), askSrv(subject, dns)];
}

/** Waits in order of preference until something is found; what is still under way then is ended. */
async function firstOf(start: (signal: AbortSignal) => readonly Promise<Attempt>[]): Promise<Attempt> {
  const enough = new AbortController();
  const steps: Step[] = [];
  let found: Found | undefined;
  for (const attempt of start(enough.signal)) {
    const one = await attempt;
    steps.push(...one.steps);
    found = one.found;
    if (found !== undefined) break;
  }
  enough.abort();
  return { steps, found };
}
