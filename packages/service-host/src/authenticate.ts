import { MailfoldError, recordId } from '@mailfold/kernel';
import type { ApiKeys, ServiceKey } from './api-keys.ts';
import type { Caller } from './caller.ts';
import type { Route } from './route.ts';
import { secretKind } from './secret.ts';

export interface Credentials {
  readonly authorization: string | undefined;
  /** `Mailfold-Act-As`: percent-encoded, since a header carries ASCII only. */
  readonly actAs: string | undefined;
}

const unauthenticated = (message: string): MailfoldError => new MailfoldError({ code: 'api/unauthenticated', message });

const forbidden = (code: string, message: string): MailfoldError => new MailfoldError({ code, message });

const BEARER = /^bearer +(\S+)$/i;
const OUR_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The user whom a text names: the CRM's own id, or ours, which is a UUID of version 5. */
export const userIdOf = (tenantId: string, text: string): string =>
  OUR_ID.test(text) ? text : recordId(tenantId, 'user', text);

const decoded = (actAs: string): string => {
  try {
    return decodeURIComponent(actAs);
  } catch {
    // Node's error says nothing of the header.
    throw new MailfoldError({ code: 'api/invalid', message: 'Mailfold-Act-As must be percent-encoded UTF-8.' });
  }
};

const asUser = (key: ServiceKey, actAs: string): Caller => {
  const userId = userIdOf(key.tenantId, decoded(actAs));
  return { kind: 'user', tenantId: key.tenantId, id: userId, userId, actingKeyId: key.id };
};

async function serviceCaller(keys: ApiKeys, secret: string, route: Route, actAs: string | undefined): Promise<Caller> {
  const key = await keys.serviceKey(secret);
  if (key === undefined) throw unauthenticated('The service key is unknown or was revoked.');
  if (actAs === undefined || actAs === '' || route.auth === 'service') return { kind: 'service', ...key };
  const caller = asUser(key, actAs);
  await keys.recordActing({
    tenantId: key.tenantId,
    userId: caller.id,
    keyId: key.id,
    method: route.method,
    route: route.url,
  });
  return caller;
}

async function userCaller(keys: ApiKeys, secret: string, actAs: string | undefined): Promise<Caller> {
  const grant = await keys.userGrant(secret);
  if (grant === undefined)
    throw unauthenticated('The user token is unknown or has expired: mint a new one with POST /v1/tokens.');
  if (actAs !== undefined)
    throw forbidden('api/forbidden', 'A user token acts as its own user only: leave Mailfold-Act-As out.');
  return { kind: 'user', ...grant, id: grant.userId };
}

const wrongKind = (route: Route, caller: Caller): MailfoldError | undefined => {
  if (route.auth === 'user' && caller.kind !== 'user') {
    return forbidden(
      'api/user-forbidden',
      "This is a user's own: send a user token, or name the user in Mailfold-Act-As.",
    );
  }
  if (route.auth === 'service' && caller.kind !== 'service') {
    return forbidden('api/service-forbidden', 'This needs a service key of the tenant, not a user token.');
  }
  return undefined;
};

/** Who calls. Throws `api/unauthenticated` (401) without a valid secret and `…-forbidden` (403) with one of the wrong kind. */
export async function authenticate(keys: ApiKeys, route: Route, credentials: Credentials): Promise<Caller | undefined> {
  if (route.auth === 'none') return undefined;
  const secret = BEARER.exec(credentials.authorization ?? '')?.[1];
  const kind = secret === undefined ? undefined : secretKind(secret);
  if (secret === undefined || kind === undefined) {
    throw unauthenticated('Send Authorization: Bearer with a service key (mfk_…) or a user token (mft_…).');
  }
  const caller =
    kind === 'mfk'
      ? await serviceCaller(keys, secret, route, credentials.actAs)
      : await userCaller(keys, secret, credentials.actAs);
  const problem = wrongKind(route, caller);
  if (problem !== undefined) throw problem;
  return caller;
}
