import { type Internet, startInternet } from './internet.ts';

let internet: Internet;
beforeAll(async () => {
  internet = await startInternet();
});
afterAll(async () => {
  await internet[Symbol.asyncDispose]();
});
beforeEach(() => internet.empty());

const srvSteps = async () => {
  const { steps, proposal } = await internet.discover('ann@acme.example');
  return {
    proposal,
    srv: steps.filter(({ step }) => step === 'srv').map(({ answered, outcome }) => `${answered}: ${outcome}`),
  };
};

describe('SRV records (CON-2, RFC 6186, RFC 8314)', () => {
  it('prefer TLS from the start, and show what was passed over', async () => {
    internet.records.srv('_imaps._tcp.acme.example', [0, 1, 'imap.acme.example', 993]);
    internet.records.srv('_imap._tcp.acme.example', [0, 1, 'imap.acme.example', 143]);
    internet.records.srv('_submission._tcp.acme.example', [0, 1, 'smtp.acme.example', 587]);

    const { proposal, srv } = await srvSteps();

    expect(proposal).toEqual({
      imap: { host: 'imap.acme.example', port: 993, tls: 'implicit' },
      smtp: { host: 'smtp.acme.example', port: 587, tls: 'starttls' },
      logins: ['password'],
      confirm: false,
    });
    expect(srv).toEqual([
      'imap.acme.example, port 993: chosen',
      'imap.acme.example, port 143: passed-over',
      'no such record: nothing',
      'smtp.acme.example, port 587: chosen',
    ]);
  });

  it('with a target of "." say that a service is not offered', async () => {
    internet.records.srv('_imaps._tcp.acme.example', [0, 0, '.', 0]);
    internet.records.srv('_imap._tcp.acme.example', [0, 1, 'imap.acme.example', 143]);

    const { proposal, srv } = await srvSteps();

    expect([proposal?.imap, srv[0]]).toEqual([
      { host: 'imap.acme.example', port: 143, tls: 'starttls' },
      'not offered here: nothing',
    ]);
  });

  it('are taken by priority, then weight', async () => {
    internet.records.srv(
      '_imaps._tcp.acme.example',
      [20, 90, 'late.acme.example', 993],
      [10, 1, 'light.acme.example', 993],
      [10, 60, 'heavy.acme.example', 9_993],
    );

    expect((await srvSteps()).proposal?.imap).toMatchObject({ host: 'heavy.acme.example', port: 9_993 });
  });

  it('that lead to another domain want a confirmation (RFC 6186 §6)', async () => {
    internet.records.srv('_imaps._tcp.acme.example', [0, 1, 'imap.other.example', 993]);

    expect((await srvSteps()).proposal).toMatchObject({ confirm: true });
  });

  it('for sending only are no proposal', async () => {
    internet.records.srv('_submissions._tcp.acme.example', [0, 1, 'smtp.acme.example', 465]);

    const { proposal, srv } = await srvSteps();

    expect([proposal, srv[2]]).toEqual([undefined, 'smtp.acme.example, port 465: passed-over']);
  });

  it('that name what no public host can be are refused', async () => {
    internet.records.srv('_imaps._tcp.acme.example', [0, 1, 'localhost', 993]);

    const { proposal, srv } = await srvSteps();

    expect([proposal, srv[0]]).toEqual([undefined, 'no name of a public host: refused']);
  });
});
