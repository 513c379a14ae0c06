import { z } from 'zod';
import { presetFor, presetForHost, presetForMx, presetSchema, presets, type PresetServer } from '../src/index.ts';
import { ALTERNATIVES, NO_USUAL_PASSWORD, PROVIDERS } from './presets-table.ts';

const written = (server: PresetServer | undefined): string =>
  server === undefined ? '-' : `${server.host} ${server.port} ${server.tls}`;

const byId = (id: string) => presets.find((preset) => preset.id === id);

const domainsOf = (domains: string) => domains.split(' ').filter((domain) => domain !== '');

describe('presets (CON-2)', () => {
  it.each(PROVIDERS)('%s has its servers and ways to log in', (_name, id, _domains, imap, smtp, logins) => {
    const preset = byId(id);

    expect([written(preset?.imap), written(preset?.smtp), preset?.auth.join(' ')]).toEqual([imap, smtp, logins]);
  });

  it.each(PROVIDERS.flatMap(([, id, domains]) => domainsOf(domains).map((domain) => [domain, id])))(
    'an address at %s is at %s',
    (domain, id) => {
      expect(presetFor(`Some.One@${domain.toUpperCase()}`)?.id).toBe(id);
    },
  );

  it('has no preset that the table does not know', () => {
    expect(presets.map(({ id }) => id).toSorted()).toEqual(PROVIDERS.map(([, id]) => id).toSorted());
  });

  it.each(ALTERNATIVES)('%s shows %s as another setting', (id, server) => {
    const others = byId(id)?.alternatives.flatMap(({ imap, smtp }) => [written(imap), written(smtp)]);

    expect(others).toContain(server);
  });

  it('has no alternative that the table does not know', () => {
    const others = presets.flatMap(({ id, alternatives }) =>
      alternatives.flatMap(({ imap, smtp }) => [imap, smtp].filter((one) => one).map((one) => `${id} ${written(one)}`)),
    );

    expect(others.toSorted()).toEqual(ALTERNATIVES.map((pair) => pair.join(' ')).toSorted());
  });

  it.each(NO_USUAL_PASSWORD)(
    '%s takes no usual password, and its help names the %s and where to get it',
    (id, word) => {
      const preset = byId(id);

      expect(preset?.auth).not.toContain('password');
      expect(preset?.help).toContain(word);
      expect(preset?.help).toMatch(/does not take your .*password here: .*(open|create)/);
    },
  );

  it.each(['gmx-com', 'gmx-net'])('%s tells that IMAP has to be switched on', (id) => {
    expect(byId(id)?.help).toContain('switched on');
  });

  it.each([
    ['ASPMX.L.GOOGLE.COM', 'gmail'],
    ['smtp.google.com', 'gmail'],
    ['aspmx3.googlemail.com', 'gmail'],
    ['acme-example.mail.protection.outlook.com', 'microsoft-365'],
    ['eur.olc.protection.outlook.com', 'outlook'],
    ['mx01.mail.icloud.com.', 'icloud'],
    ['mta5.am0.yahoodns.net', 'yahoo'],
    ['mx-aol.mail.gm0.yahoodns.net', 'aol'],
    ['in1-smtp.messagingengine.com', 'fastmail'],
    ['spool.mail.gandi.net', 'gandi'],
    ['mx01.gmx.net', 'gmx-net'],
    ['emx.mail.ru', 'mail-ru'],
    ['mx.yandex.net', 'yandex'],
    ['mailstore1.europe.secureserver.net', 'godaddy'],
    ['mx2.privateemail.com', 'namecheap'],
    ['mxbiz1.qq.com', 'qq-enterprise'],
    ['qiye163mx01.mxmail.netease.com', '163-enterprise'],
    ['mx.ym.163.com', '163-free-domain'],
  ])('a domain whose mail goes to %s is at %s', (exchange, id) => {
    expect(presetForMx(exchange)?.id).toBe(id);
  });

  it.each(['google.com.example.net', 'notgoogle.com', 'mail.protection.outlook.com', ''])(
    'an MX %j is of no preset',
    (exchange) => {
      expect(presetForMx(exchange)).toBeUndefined();
    },
  );

  it.each([
    ['someone@tenant.onmicrosoft.com', 'microsoft-365'],
    ['"odd@local"@yahoo.com', 'yahoo'],
  ])('%s has the preset %s', (address, id) => {
    expect(presetFor(address)?.id).toBe(id);
  });

  it.each(['someone@example.com', 'someone@notgmail.com', 'someone@gmail.com.example.net', 'no address', ''])(
    'nothing is known for %j',
    (address) => {
      expect(presetFor(address)).toBeUndefined();
    },
  );

  it('finds a preset by its host', () => {
    expect(presetForHost('IMAP.gmail.com')?.id).toBe('gmail');
    expect(presetForHost('imap.example.com')).toBeUndefined();
  });

  it('names each preset, each domain and each MX once', () => {
    const ids = presets.map(({ id }) => id);
    const domains = presets.flatMap((preset) => preset.domains);
    const exchanges = presets.flatMap((preset) => preset.mx);

    expect([new Set(ids).size, new Set(domains).size, new Set(exchanges).size]).toEqual([
      ids.length,
      domains.length,
      exchanges.length,
    ]);
  });

  it('says for each where its figures come from', () => {
    expect(presets.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  it('never offers a connection in clear', () => {
    const modes = presets.flatMap(({ imap, smtp }) => [imap?.tls, smtp?.tls]);

    expect(new Set(modes.filter((mode) => mode !== undefined))).toEqual(new Set(['implicit', 'starttls']));
  });

  it('has nothing but what the shape of a preset names', () => {
    expect(z.array(presetSchema).parse(presets)).toEqual(presets);
  });
});
