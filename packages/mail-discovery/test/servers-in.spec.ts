import { readClientConfig } from '../src/client-config.ts';
import { hostName, inOneDomain, registeredDomain } from '../src/host-name.ts';
import { serversIn } from '../src/servers-in.ts';
import { configDocument, type Entry } from './config-document.ts';

const SUBJECT = { address: 'ann@acme.example', localPart: 'ann', domain: 'acme.example' };

const picked = (incoming: readonly Entry[], outgoing: readonly Entry[] = []) => {
  const config = readClientConfig(configDocument(incoming, outgoing));
  return 'refused' in config ? config : serversIn(config, SUBJECT);
};

describe('what is taken from an autoconfig document', () => {
  it('the first IMAP server with TLS, whatever else is offered', () => {
    const found = picked([
      { type: 'pop3', host: 'pop.acme.example', port: 995 },
      { host: 'old.acme.example', port: 143, socket: 'plain' },
      { host: 'imap.acme.example', port: 143, socket: 'STARTTLS' },
      { host: 'other.acme.example' },
    ]);

    expect(found).toMatchObject({ proposal: { imap: { host: 'imap.acme.example', port: 143, tls: 'starttls' } } });
  });

  it('a server that is described badly is as if it were not there', () => {
    const found = picked([{ host: 'a.acme.example', port: 99_999 }, { host: 'b.acme.example' }]);

    expect(found).toMatchObject({ proposal: { imap: { host: 'b.acme.example' } } });
  });

  it('the domain of the address in a host name', () => {
    expect(picked([{ host: 'mail.%EMAILDOMAIN%' }])).toMatchObject({
      proposal: { imap: { host: 'mail.acme.example' } },
    });
  });

  it.each([
    ['%EMAILADDRESS%', undefined],
    ['%EMAILLOCALPART%', 'ann'],
    ['%EMAILLOCALPART%.%EMAILDOMAIN%', 'ann.acme.example'],
    ['everybody', undefined],
    ['%EMAILLOCALPART%%REALNAME%', undefined],
    ['%EMAILLOCALPART%\u0007', undefined],
  ])('the user name %s is %s', (username, login) => {
    const found = picked([{ host: 'imap.acme.example', username }]);

    expect('proposal' in found && found.proposal.login).toBe(login);
  });

  it.each([
    [[], ['password']],
    [
      ['OAuth2', 'password-cleartext'],
      ['oauth2', 'password'],
    ],
    [['OAuth2'], ['oauth2']],
    [['client-IP-address'], ['password']],
  ])('of the logins %j: %j', (authentication, logins) => {
    const found = picked([{ host: 'imap.acme.example', authentication }]);

    expect('proposal' in found && found.proposal.logins).toEqual(logins);
  });

  it('an SMTP server in clear is left out', () => {
    const found = picked([{ host: 'imap.acme.example' }], [{ host: 'smtp.acme.example', port: 25, socket: 'plain' }]);

    expect('proposal' in found && found.proposal.smtp).toBeUndefined();
  });
});

describe('names', () => {
  it.each([
    ['IMAP.Acme.Example.', 'imap.acme.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', undefined],
    ['10.0.0.1', undefined],
    ['0x7f.1', undefined],
    ['[::1]', undefined],
    ['a_b.example', undefined],
    ['acme.example/x', undefined],
    ['', undefined],
  ])('%j is the host %s', (text, name) => {
    expect(hostName(text)).toBe(name);
  });

  it.each([
    ['mx1.mail.hoster.co.uk', 'hoster.co.uk'],
    ['co.uk', undefined],
    ['shop.github.io', 'shop.github.io'],
  ])('of %s somebody has registered %s', (name, domain) => {
    expect(registeredDomain(name)).toBe(domain);
  });

  it('two customers of one public suffix are strangers', () => {
    expect([inOneDomain('a.co.uk', 'b.co.uk'), inOneDomain('imap.acme.example', 'acme.example')]).toEqual([
      false,
      true,
    ]);
  });
});
