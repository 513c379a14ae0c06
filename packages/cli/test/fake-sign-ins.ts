import { Authorisation, AuthorisationBody, AuthorisationStatus, IdParams } from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';
import { answerWith, defineRoute, type HttpRoutes } from '@mailfold/service-host';

export const SIGN_IN = '0190a000-0000-7000-8000-00000000000b';

export type FakeIssuer = 'lets in' | 'refuses' | 'is never visited' | 'is not configured';

interface SignIns {
  readonly signIns: AuthorisationBody[];
  readonly issuer: FakeIssuer;
}

const EXPIRES = '2099-01-01T00:00:00.000Z';

/** Routes of signing in; whoever begins has a browser that goes there at once. */
export const signInRoutes = (state: SignIns): HttpRoutes => [
  defineRoute({
    method: 'POST',
    url: '/v1/oauth/authorisations',
    summary: 'Begin',
    tags: [],
    auth: 'any',
    body: AuthorisationBody,
    answers: { 201: Authorisation },
    errors: { 'oauth/not-configured': 422 },
    handle: ({ body }) => {
      if (state.issuer === 'is not configured')
        throw new MailfoldError({ code: 'oauth/not-configured', message: 'Set MAILFOLD_OAUTH_TEST_CLIENT_ID.' });
      state.signIns.push(body);
      const back = new URL(body.returnTo);
      back.searchParams.set('authorisation', SIGN_IN);
      if (state.issuer === 'lets in') back.searchParams.set('code', 'brought-back');
      if (state.issuer !== 'is never visited') void fetch(back);
      const issuer = { name: 'oauth', title: 'OAuth Mail' };
      return answerWith(201, { id: SIGN_IN, issuer, url: 'http://127.0.0.1:1/v1/oauth/begin', expiresAt: EXPIRES });
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/oauth/authorisations/:id',
    summary: 'Status',
    tags: [],
    auth: 'any',
    params: IdParams,
    answers: { 200: AuthorisationStatus },
    handle: ({ params }) => ({
      id: params.id,
      state: 'refused' as const,
      reason: 'Nobody let mailfold in.',
      expiresAt: EXPIRES,
    }),
  }),
];
