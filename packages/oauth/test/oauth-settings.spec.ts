import { isMailfoldError } from '@mailfold/kernel';
import { oauthSettings } from '../src/index.ts';
import { oauthSecrets, shownOAuth } from '../src/config/oauth-settings.ts';

const PUBLIC = { MAILFOLD_PUBLIC_URL: 'https://mail.crm.example/' };
const GOOGLE = { MAILFOLD_OAUTH_GOOGLE_CLIENT_ID: 'id', MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET: 'very-secret' };

const problemsOf = (env: Readonly<Record<string, string>>): string => {
  try {
    oauthSettings(env);
  } catch (error) {
    if (isMailfoldError(error, 'config/invalid')) return error.message;
  }
  return '';
};

describe('the settings of signing in (CON-1)', () => {
  it('are none where nothing is set', () => {
    expect(oauthSettings({ PATH: '/bin' })).toEqual({ publicUrl: undefined, returnOrigins: [], issuers: [] });
  });

  it('need of a known issuer no more than the client', () => {
    const { publicUrl, issuers } = oauthSettings({ ...PUBLIC, ...GOOGLE });
    expect(publicUrl).toBe('https://mail.crm.example');
    expect(issuers).toMatchObject([
      {
        name: 'google',
        url: 'https://accounts.google.com',
        scopes: ['openid', 'email', 'https://mail.google.com/'],
        parameters: { access_type: 'offline', prompt: 'consent' },
        clientId: 'id',
        clientSecret: 'very-secret',
      },
    ]);
  });

  it('take another tenant of a known issuer, and issuers with names of several words', () => {
    const { issuers } = oauthSettings({
      ...PUBLIC,
      MAILFOLD_OAUTH_MICROSOFT_CLIENT_ID: 'id',
      MAILFOLD_OAUTH_MICROSOFT_ISSUER: 'https://login.microsoftonline.com/tenant/v2.0',
      MAILFOLD_OAUTH_OWN_MAIL_CLIENT_ID: 'id',
      MAILFOLD_OAUTH_OWN_MAIL_ISSUER: 'https://sso.corp.example',
      MAILFOLD_OAUTH_OWN_MAIL_SCOPES: 'openid mail',
      MAILFOLD_OAUTH_OWN_MAIL_DOMAINS: 'corp.example, Corp.Test',
    });
    expect(issuers).toMatchObject([
      { name: 'microsoft', url: 'https://login.microsoftonline.com/tenant/v2.0' },
      { name: 'own_mail', scopes: ['openid', 'mail'], domains: ['corp.example', 'corp.test'] },
    ]);
  });

  it.each([
    [
      'a client without an id',
      { MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET: 's' },
      'MAILFOLD_OAUTH_GOOGLE_CLIENT_ID: is needed',
    ],
    ['a misspelled part', { MAILFOLD_OAUTH_GOOGLE_CLIENTID: 'id' }, 'MAILFOLD_OAUTH_GOOGLE_CLIENTID: no such setting'],
    ['no public address', GOOGLE, 'MAILFOLD_PUBLIC_URL: is needed'],
    ['a public address in clear', { MAILFOLD_PUBLIC_URL: 'http://mail.crm.example' }, 'MAILFOLD_PUBLIC_URL: must'],
    [
      'an issuer in clear',
      { MAILFOLD_OAUTH_X_CLIENT_ID: 'id', MAILFOLD_OAUTH_X_ISSUER: 'http://x.example' },
      '_X_ISSUER: must',
    ],
    [
      'an issuer without scopes',
      { MAILFOLD_OAUTH_X_CLIENT_ID: 'id', MAILFOLD_OAUTH_X_ISSUER: 'https://x.example' },
      '_X_SCOPES: is needed',
    ],
    ['a return that is no origin', { MAILFOLD_OAUTH_RETURN_ORIGINS: 'https://crm.example/path' }, 'must be origins'],
  ])('refuse %s, and quote no value', (_what, env, words) => {
    const problems = problemsOf(env);
    expect(problems).toContain(words);
    expect(problems).not.toContain('very-secret');
  });

  it('are shown without secrets, which may lie in files', () => {
    expect(shownOAuth(oauthSettings({ ...PUBLIC, ...GOOGLE }))).toBe(
      [
        'MAILFOLD_PUBLIC_URL=https://mail.crm.example',
        'MAILFOLD_OAUTH_GOOGLE_ISSUER=https://accounts.google.com',
        'MAILFOLD_OAUTH_GOOGLE_CLIENT_ID=id',
        'MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET=***\n',
      ].join('\n'),
    );
    expect(oauthSecrets({ MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET_FILE: '/run/secrets/google' })).toEqual([
      'MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET',
    ]);
  });
});
