import {
  Authorisation,
  AuthorisationBody,
  AuthorisationStatus,
  CallbackQuery,
  IdParams,
} from '@mailfold/contracts/http';
import { isMailfoldError } from '@mailfold/kernel';
import type { OAuthSettings } from '@mailfold/oauth';
import {
  answerBytes,
  answerWith,
  type BytesAnswer,
  defineRoute,
  type HttpRoutes,
  type StatusAnswer,
} from '@mailfold/service-host';
import { z } from 'zod';
import type { Authorisations } from './application/oauth-authorisations.ts';

const tags = ['oauth'];

/** Signing in at an issuer: two calls of who connects an account, two visits of the person's browser. */
export const oauthRoutes = (
  signIns: Authorisations,
  { publicUrl = '' }: Pick<OAuthSettings, 'publicUrl'>,
): HttpRoutes => {
  const cookies = cookiesOf(publicUrl);
  return [
    defineRoute({
      method: 'POST',
      url: '/v1/oauth/authorisations',
      summary: 'Begin a sign-in at an issuer (OAuth2)',
      tags,
      auth: 'any',
      body: AuthorisationBody,
      answers: { 201: Authorisation },
      errors: { 'oauth/not-configured': 422, 'oauth/bad-return': 422 },
      handle: ({ body, caller }) => signIns.begin(caller, body),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/oauth/authorisations/:id',
      summary: 'How a sign-in stands',
      tags,
      auth: 'any',
      params: IdParams,
      answers: { 200: AuthorisationStatus },
      errors: { 'oauth/sign-in-gone': 404 },
      handle: ({ params, caller }) => signIns.status(caller, params.id),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/oauth/begin/:id',
      summary: 'For the browser: on to the issuer',
      tags,
      auth: 'none',
      params: IdParams,
      answers: BROWSER,
      handle: ({ params }) =>
        inWords(async () => {
          const { url, secret } = await signIns.depart(params.id);
          return answerWith(302, undefined, { location: url, 'set-cookie': cookies.kept(params.id, secret) });
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/oauth/callback',
      summary: 'For the browser: back from the issuer',
      tags,
      auth: 'none',
      query: CallbackQuery,
      headers: z.object({ cookie: z.string().optional() }),
      answers: BROWSER,
      handle: ({ query, headers }) =>
        inWords(async () => {
          const location = await signIns.arrive(query, (id) => cookies.read(headers.cookie ?? '', id));
          return answerWith(302, undefined, { location });
        }),
    }),
  ];
};

const BROWSER = { 302: 'empty', 200: { contentType: 'text/plain' } } as const;

/** A person reads it: a sentence, not a problem document. */
const inWords = async (
  answer: () => Promise<StatusAnswer<undefined>>,
): Promise<StatusAnswer<undefined> | BytesAnswer> => {
  try {
    return await answer();
  } catch (error) {
    if (!isMailfoldError(error)) throw error;
    return answerBytes('text/plain; charset=utf-8', Buffer.from(`${error.message}\n`), {}, 403);
  }
};

const MAX_AGE_SECONDS = 600;

/**
 * What ties the way back to the browser (X25). One for each sign-in, since a person may have begun two. `__Host-` (RFC 6265bis §4.1.3.2): no other
 * host of the domain can have set it; on loopback there is no TLS, and browsers keep such names for that.
 */
const cookiesOf = (publicUrl: string) => {
  const isSecure = publicUrl.startsWith('https:');
  const nameOf = (id: string): string => `${isSecure ? '__Host-' : ''}mailfold-sign-in-${id}`;
  return {
    kept: (id: string, secret: string): string =>
      `${nameOf(id)}=${secret}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
    read: (header: string, id: string): string | undefined =>
      header
        .split(';')
        .map((part) => part.trim())
        .find((part) => part.startsWith(`${nameOf(id)}=`))
        ?.slice(nameOf(id).length + 1),
  };
};
