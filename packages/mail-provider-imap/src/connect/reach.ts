import { isMailfoldError, type MailfoldError } from '@mailfold/kernel';
import { type Credentials, mailProviderError } from '@mailfold/mail-provider';
import type { NetworkGuard } from '@mailfold/network-guard';
import { within } from '../within.ts';
import { connectError } from './connect-error.ts';
import { detailsOf, type Place, type Reached } from './place.ts';

/** The server at the addresses that may be connected to (X1). */
export async function reach(place: Place, guard: NetworkGuard, credentials: Credentials, ms: number): Promise<Reached> {
  const { host, port } = place.server;
  try {
    const addresses = await within(ms, guard.addressesFor(host, port), () => {
      throw Object.assign(new Error('no answer'), { code: 'EAI_AGAIN' });
    });
    return { ...place, addresses };
  } catch (error) {
    if (isMailfoldError(error, 'network-guard/refused')) throw inside(place, error);
    const reason = isMailfoldError(error, 'network-guard/not-found') ? error.cause : error;
    throw await connectError(reason, { ...place, addresses: [] }, credentials);
  }
}

const inside = (place: Place, { message }: MailfoldError) =>
  mailProviderError('unsupported', message, { details: detailsOf(place, 'inside') });
