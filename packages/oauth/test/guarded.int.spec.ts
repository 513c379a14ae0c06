import { randomUUID } from 'node:crypto';
import { TestIssuer } from '@mailfold/dev-env';
import { fixedClock } from '@mailfold/kernel';
import { NetworkGuard } from '@mailfold/network-guard';
import { Issuers, oauthSettings } from '../src/index.ts';
import { fetchThrough } from '../src/issuers/fetch-through.ts';

describe('where issuers are asked (X1)', () => {
  let issuer: TestIssuer;

  beforeEach(async () => {
    issuer = await TestIssuer.start();
  });
  afterEach(() => issuer[Symbol.asyncDispose]());

  const refresh = (token: string) => {
    const settings = oauthSettings({ ...issuer.environment(), MAILFOLD_PUBLIC_URL: 'https://mail.example.com' });
    const fetch = fetchThrough(new NetworkGuard(), settings);
    return new Issuers(settings, fetch, fixedClock('2026-01-01T00:00:00.000Z')).named('test').refresh(token);
  };

  it('asks an issuer that is inside, since the operator named it; the end of a token is by our clock', async () => {
    expect(await refresh(issuer.grant().refreshToken)).toMatchObject({ expiresAt: '2026-01-01T01:00:00.000Z' });
  });

  it('does not follow its discovery document to another host inside', async () => {
    issuer.tokenEndpoint = 'http://127.0.0.1:9/token';
    await expect(refresh(randomUUID())).rejects.toMatchObject({ code: 'network-guard/refused' });
  });

  it('is unreachable where the issuer does not answer', async () => {
    const { url } = issuer;
    const settings = oauthSettings({ ...issuer.environment(), MAILFOLD_PUBLIC_URL: url });
    const other = new URL(url);
    other.port = '9';
    const gone = { ...settings, issuers: settings.issuers.map((one) => ({ ...one, url: other.href })) };
    const issuers = new Issuers(gone, fetchThrough(new NetworkGuard(), gone));
    await expect(issuers.named('test').refresh('token')).rejects.toMatchObject({ code: 'mail-provider/unreachable' });
  });
});
