import { type Preset as ListedPreset, ProviderFor, ProviderForQuery, ProviderList } from '@mailfold/contracts/http';
import type { Discover } from '@mailfold/mail-discovery';
import { type Preset, presets } from '@mailfold/mail-provider';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';

const tags = ['providers'];

/** Where an account may be, before it is one. */
export const providerRoutes = (discover: Discover): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/providers',
    summary: 'Known mail providers',
    tags,
    auth: 'any',
    answers: { 200: ProviderList },
    handle: () => ({ items: presets.map(asListed) }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/providers/for',
    summary: 'Where the mail of an address is, and how that was found out',
    tags,
    auth: 'any',
    query: ProviderForQuery,
    answers: { 200: ProviderFor },
    handle: async ({ query }) => {
      const { preset, ...found } = await discover(query.address.trim());
      return { ...found, ...(preset === undefined ? {} : { preset: asListed(preset) }) };
    },
  }),
];

const asListed = ({ id, name, domains, imap, smtp, auth, help, notes, alternatives }: Preset): ListedPreset => ({
  id,
  name,
  domains,
  ...(imap === undefined ? {} : { imap }),
  ...(smtp === undefined ? {} : { smtp }),
  logins: auth,
  ...(help === undefined ? {} : { hint: help }),
  ...(notes === '' ? {} : { note: notes }),
  alternatives: alternatives.map(({ label, ...servers }) => ({ label, ...servers })),
});
