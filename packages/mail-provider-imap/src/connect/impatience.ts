import { within } from '../within.ts';
import { speaksTls } from './connect-error.ts';
import type { Reached } from './place.ts';
import { tlsGreeting } from './speaks.ts';

const SILENT_FOR_MS = 1_500;
const PROBE_MS = 2_500;

/**
 * The outcome of `connecting`; where a server that should greet in clear stays silent, it is asked for TLS meanwhile, so that whoever
 * chose the wrong mode need not wait as long as a slow server is waited for.
 */
export function unlessTlsFirst<T>(place: Reached, connecting: Promise<T>, hasGreeted: () => boolean): Promise<T> {
  if (place.server.tls === 'implicit') return connecting;
  return within(SILENT_FOR_MS, connecting, async () => {
    if (!hasGreeted() && (await tlsGreeting(place, PROBE_MS)) !== 'nothing' && !hasGreeted()) throw speaksTls(place);
    return connecting;
  });
}
