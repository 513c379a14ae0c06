import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { isMailfoldError, messageOf } from '@mailfold/kernel';
import { notFetched } from './errors.ts';
import type { NetworkGuard } from './network-guard.ts';
import { type Address, lookupOf } from './resolve.ts';

/** One request of a chain of redirects. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array | null | undefined;
}

export interface Rules {
  readonly guard: NetworkGuard;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly allowHttp: boolean;
  readonly ca: string | undefined;
}

const PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

/** The answer with its whole body, redirects as they are. */
export async function requestOnce(hop: Hop, rules: Rules): Promise<Response> {
  const { url } = hop;
  refuseUnfit(url, rules);
  const port = url.port === '' ? (PORTS[url.protocol] ?? 0) : Number(url.port);
  const addresses = await unlessAborted(rules.guard.addressesFor(url.hostname, port), hop, rules.signal);
  try {
    const message = await answered(hop, rules, addresses);
    return await responseOf(message, hop, rules.maxBytes);
  } catch (error) {
    throw failure(error, hop, rules.signal);
  }
}

function refuseUnfit(url: URL, { allowHttp }: Rules): void {
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    throw notFetched(url, 'protocol', `its address must begin with https://${allowHttp ? ' or http://' : ''}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw notFetched(url, 'login', 'its address has a user name or password in it');
  }
}

function answered(hop: Hop, { signal, ca }: Rules, addresses: readonly Address[]): Promise<IncomingMessage> {
  const { url, method, headers, body } = hop;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  const options = { method, headers: Object.fromEntries(headers), signal, agent: false, lookup: lookupOf(addresses) };
  const request = send(url, { ...options, ...(ca === undefined ? {} : { ca }) }, resolve);
  request.on('error', reject);
  request.end(body ?? undefined);
  return promise;
}

/** Fetch §2.2.3: these have no body, and `Response` takes none. */
const WITHOUT_BODY = new Set([204, 205, 304]);

async function responseOf(message: IncomingMessage, { url }: Hop, maxBytes: number): Promise<Response> {
  const body = await wholeBody(message, url, maxBytes);
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const status = message.statusCode ?? 0;
  return new Response(WITHOUT_BODY.has(status) ? null : body, { status, headers });
}

async function wholeBody(message: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > maxBytes) throw notFetched(url, 'too-large', `its answer is longer than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function failure(error: unknown, { url }: Hop, signal: AbortSignal): unknown {
  if (signal.aborted) return tooLate(url, signal);
  return isMailfoldError(error) ? error : notFetched(url, 'no-answer', messageOf(error), error);
}

const tooLate = (url: URL, signal: AbortSignal) =>
  notFetched(url, 'timeout', 'it took too long, or was not wanted any more', signal.reason);

async function unlessAborted<T>(promise: Promise<T>, { url }: Hop, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(tooLate(url, signal));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
