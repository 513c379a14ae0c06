import { Authorisation, type AuthorisationBody, AuthorisationStatus } from '@mailfold/contracts/http';
import { segment, type Transport } from './transport.ts';

/** Signing in at an issuer with a browser; what comes of it is given as credentials of an account. */
export const oauthApi = (transport: Transport) => ({
  begin: (body: AuthorisationBody) => transport.call(Authorisation, 'POST', '/v1/oauth/authorisations', { body }),
  status: (id: string) => transport.call(AuthorisationStatus, 'GET', `/v1/oauth/authorisations/${segment(id)}`),
});
