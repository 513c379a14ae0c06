import { guardedFetch, NetworkGuard } from '@mailfold/network-guard';
import type { Fetch } from './issuer-client.ts';
import type { OAuthSettings } from '../config/oauth-settings.ts';

/** The operator named an issuer, so it may be inside; what its discovery document names beside it may not (X1). */
export const fetchThrough = (guard: NetworkGuard, { issuers }: OAuthSettings): Fetch => {
  const named = issuers.map((issuer) => new URL(issuer.url));
  const own = new NetworkGuard({ allowed: named.map(({ hostname }) => hostname) });
  // In clear to loopback only: the client itself refuses it for any other issuer.
  const options = { allowHttp: true };
  const [outside, inside] = [guardedFetch(guard, options), guardedFetch(own, options)];
  return (url, { method, headers, body, signal }) => {
    const send = named.some(({ origin }) => origin === new URL(url).origin) ? inside : outside;
    if (body instanceof ReadableStream || body instanceof ArrayBuffer) throw new TypeError('forms only are sent');
    const request = { method, headers, body: body ?? null, redirect: 'manual' } as const;
    return send(url, signal === undefined ? request : { ...request, signal });
  };
};
