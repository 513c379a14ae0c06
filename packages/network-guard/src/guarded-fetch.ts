import { notFetched } from './errors.ts';
import type { NetworkGuard } from './network-guard.ts';
import { type Hop, requestOnce } from './request-once.ts';

export interface GuardedFetchOptions {
  /** For the whole of it, with all redirects, in milliseconds; default 10,000. */
  readonly timeoutMs?: number;
  /** Of one answer's body; default 1 MB. */
  readonly maxBytes?: number;
  /** Whether a URL may begin with http: by default it must be https. */
  readonly allowHttp?: boolean;
  /** Certificates (PEM) to trust instead of the public ones. */
  readonly ca?: string;
}

/** What of `RequestInit` is understood. */
export interface GuardedRequest {
  readonly method?: string;
  readonly headers?: Headers | Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | URLSearchParams | null;
  /** Default `follow`, of GET and HEAD; any other is given back as it is. */
  readonly redirect?: 'follow' | 'manual';
  readonly signal?: AbortSignal;
}

/** Like `fetch`, for servers that somebody else named; the body is there when it resolves. */
export type GuardedFetch = (url: string | URL, request?: GuardedRequest) => Promise<Response>;

const MOST_REDIRECTS = 5;
const NOT_FOR_OTHERS = ['authorization', 'cookie', 'proxy-authorization'];

/**
 * Each hop goes to an address that the guard let through. Nothing is remembered between requests: no cookies, no connections.
 * It throws MailfoldError `network-guard/refused`, `network-guard/not-found` or `network-guard/not-fetched`.
 */
export const guardedFetch =
  (guard: NetworkGuard, options: GuardedFetchOptions = {}): GuardedFetch =>
  async (url, request = {}) => {
    const { timeoutMs = 10_000, maxBytes = 1024 * 1024, allowHttp = false, ca } = options;
    const late = AbortSignal.timeout(timeoutMs);
    const signal = request.signal === undefined ? late : AbortSignal.any([late, request.signal]);
    const rules = { guard, signal, maxBytes, allowHttp, ca };
    let hop: Hop = hopOf(new URL(url), request);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await requestOnce(hop, rules);
      const next = request.redirect === 'manual' ? undefined : nextHop(hop, response);
      if (next === undefined) return response;
      hop = next;
    }
    throw notFetched(hop.url, 'redirects', `it redirects more than ${MOST_REDIRECTS} times`);
  };

function hopOf(url: URL, { method = 'GET', headers, body }: GuardedRequest): Hop {
  const all = new Headers(headers);
  all.set('accept-encoding', 'identity'); // a compressed answer could be longer than its bytes
  if (body instanceof URLSearchParams && !all.has('content-type')) {
    all.set('content-type', 'application/x-www-form-urlencoded');
  }
  return {
    url,
    method: method.toUpperCase(),
    headers: all,
    body: body instanceof URLSearchParams ? body.toString() : body,
  };
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function nextHop(hop: Hop, response: Response): Hop | undefined {
  const location = response.headers.get('location');
  if (!REDIRECTS.has(response.status) || location === null || !['GET', 'HEAD'].includes(hop.method)) return undefined;
  const url = URL.parse(location, hop.url.href);
  if (url === null) throw notFetched(hop.url, 'redirects', 'it redirects to what is no address');
  const headers = new Headers(hop.headers);
  if (url.origin !== hop.url.origin) for (const name of NOT_FOR_OTHERS) headers.delete(name);
  return { ...hop, url, headers };
}
