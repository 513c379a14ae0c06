import { ProviderFor, ProviderList } from '@mailfold/contracts/http';
import { mailDiscovery } from '@mailfold/mail-discovery';
import { providerRoutes } from '../src/provider-routes.ts';

const routes = providerRoutes(mailDiscovery());

const answerOf = (url: string, query = {}): Promise<unknown> => {
  const route = routes.find((one) => one.url === url);
  if (route === undefined) throw new Error(`no route ${url}`);
  const caller = { kind: 'service' as const, tenantId: 't' };
  return route.run({ caller, query, params: undefined, body: undefined, headers: undefined } as never);
};

describe('GET /v1/providers (CON-2)', () => {
  it('shows Verizon with the setting that works, and the other one as what it is', async () => {
    const { items } = ProviderList.parse(await answerOf('/v1/providers'));

    expect(items.find(({ id }) => id === 'verizon')).toMatchObject({
      imap: { host: 'imap.aol.com', port: 993, tls: 'implicit' },
      note: expect.stringContaining('995'),
      alternatives: [{ label: expect.stringContaining('does not speak IMAP'), imap: { port: 995 } }],
    });
  });

  it('tells for an address what was tried, and how one logs in there', async () => {
    const found = ProviderFor.parse(await answerOf('/v1/providers/for', { address: ' Ann@QQ.com ' }));

    expect(found).toMatchObject({
      domain: 'qq.com',
      preset: { id: 'qq', logins: ['app-password'], hint: expect.stringContaining('授权码') },
      steps: [{ step: 'preset', tried: 'qq.com', answered: 'QQ Mail', outcome: 'chosen' }],
    });
  });

  it('gives neither preset nor proposal where host and port are to be asked for', async () => {
    const found = ProviderFor.parse(await answerOf('/v1/providers/for', { address: 'ann@acme.example' }));

    expect([found.preset, found.proposal, found.steps.at(-1)?.step]).toEqual([undefined, undefined, 'ask']);
  });
});
