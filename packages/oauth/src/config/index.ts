export { oauthSecrets, type OAuthSettings, oauthSettings, shownOAuth } from './oauth-settings.ts';
