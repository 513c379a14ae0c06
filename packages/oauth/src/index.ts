export { OAUTH_CODES, type OAuthCode, oauthError } from './errors.ts';
export { type Fetch, type Grant, IssuerClient, type Secrets } from './issuers/issuer-client.ts';
export { Issuers, type Wanted } from './issuers/issuers.ts';
export { type IssuerSettings, NO_OAUTH, type OAuthSettings, oauthSettings } from './config/oauth-settings.ts';
export { type OAuth, openOAuth, type OAuthParts } from './open-oauth.ts';
export { AccessTokens, type LoginVault } from './tokens/access-tokens.ts';
export { AccountLogins } from './tokens/account-logins.ts';
export { oauthMigrations, RefreshClaims } from './tokens/refresh-claims.ts';
