import { ProviderFor, ProviderForQuery, ProviderList } from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';

const PRESET = {
  id: 'example',
  name: 'Example Mail',
  domains: ['example.com'],
  imap: { host: 'imap.example.com', port: 993, tls: 'implicit' as const },
  smtp: { host: 'smtp.example.com', port: 587, tls: 'starttls' as const },
  logins: ['app-password' as const],
  hint: 'Make an app password first.',
  alternatives: [{ label: 'SMTP over TLS', smtp: { host: 'smtp.example.com', port: 465, tls: 'implicit' as const } }],
};

const OAUTH = { ...PRESET, id: 'oauth', name: 'OAuth Mail', domains: ['oauth.example'], logins: ['oauth2' as const] };
const BOTH = {
  ...PRESET,
  id: 'both',
  domains: ['both.example'],
  logins: ['oauth2' as const, 'app-password' as const],
};

const hosted = (domain: string, host: string, confirm: boolean) => ({
  domain,
  proposal: {
    imap: { host, port: 993, tls: 'implicit' as const },
    login: 'ann',
    logins: ['password' as const],
    confirm,
  },
  steps: [
    step('MX of ' + domain, 'no answer\u001b[2J', 'failed'),
    step('https://autoconfig.' + domain, host, 'chosen'),
  ],
});

const step = (tried: string, answered: string, outcome: 'chosen' | 'nothing' | 'failed') => ({
  step: 'autoconfig' as const,
  tried,
  answered,
  outcome,
});

const presetOf = (domain: string | undefined) =>
  [PRESET, OAUTH, BOTH].find(({ domains }) => domains.includes(domain ?? ''));

/** Routes of providers; addresses whose servers are asked for are remembered in `lookedFor`. */
export const providerRoutes = (lookedFor: string[]): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/providers',
    summary: 'Presets',
    tags: [],
    auth: 'any',
    answers: { 200: ProviderList },
    handle: () => ({ items: [PRESET, OAUTH] }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/providers/for',
    summary: 'Preset',
    tags: [],
    auth: 'any',
    query: ProviderForQuery,
    answers: { 200: ProviderFor },
    handle: ({ query }) => {
      lookedFor.push(query.address);
      const domain = query.address.split('@')[1] ?? '';
      if (domain === 'hosted.example') return hosted(domain, 'imap.hosted.example', false);
      if (domain === 'elsewhere.example') return hosted(domain, 'imap.other.example', true);
      const preset = presetOf(domain);
      const steps = [step(domain, preset?.name ?? 'no provider that is known', preset ? 'chosen' : 'nothing')];
      return { domain, ...(preset === undefined ? {} : { preset }), steps };
    },
  }),
];
