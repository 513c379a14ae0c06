import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { lookupOf } from '@mailfold/network-guard';
import type { Reached } from './place.ts';

/** What a port turned out to speak. */
export type Spoken = 'tls' | 'imap' | 'smtp' | 'pop3' | 'ssh' | 'something else' | 'nothing';

const GREETINGS: readonly (readonly [RegExp, Spoken])[] = [
  [/^\* (OK|PREAUTH|BYE)/i, 'imap'],
  [/^\+OK/i, 'pop3'],
  [/^220[ -]/, 'smtp'],
  [/^SSH-/, 'ssh'],
];

const classify = (greeting: string): Spoken =>
  greeting === '' ? 'nothing' : (GREETINGS.find(([pattern]) => pattern.test(greeting))?.[1] ?? 'something else');

/**
 * Looks at a port after a connection failed, to tell a person what is wrong with the settings. Nothing is sent but a TLS
 * hello, nothing that comes back is trusted.
 */
export async function whatSpeaks(place: Reached, ms: number): Promise<{ clear: Spoken; tls: Spoken }> {
  const [clear, tls] = await Promise.all([clearGreeting(place, ms), tlsGreeting(place, ms)]);
  return { clear, tls };
}

const target = ({ server: { host, port }, addresses }: Reached) => ({ host, port, lookup: lookupOf(addresses) });

const clearGreeting = (place: Reached, ms: number): Promise<Spoken> =>
  greetingOf(connect(target(place)), ms, 'nothing');

/** `nothing` when there is no TLS on this port, `tls` when there is and it stays silent. */
export function tlsGreeting(place: Reached, ms: number): Promise<Spoken> {
  const socket = connectTls({ ...target(place), rejectUnauthorized: false, minVersion: 'TLSv1.2' });
  let silent: Spoken = 'nothing';
  socket.once('secureConnect', () => {
    silent = 'tls';
  });
  return greetingOf(socket, ms, () => silent);
}

function greetingOf(socket: Socket, ms: number, silent: Spoken | (() => Spoken)): Promise<Spoken> {
  const { promise, resolve } = Promise.withResolvers<Spoken>();
  const end = (spoken: Spoken) => {
    clearTimeout(timer);
    socket.destroy();
    resolve(spoken);
  };
  const silence = () => end(typeof silent === 'function' ? silent() : silent);
  const timer = setTimeout(silence, ms);
  socket.once('data', (bytes: Buffer) => end(classify(bytes.subarray(0, 256).toString('latin1'))));
  socket.on('error', silence);
  socket.once('close', silence);
  return promise;
}
