import { ImapServer } from '@mailfold/imap-server';
import { DataFolder } from './mailfold/data-folder.ts';
import { Mailfold, type MailfoldOptions } from './mailfold/mailfold.ts';

const LOGIN = 'ann@example.com';
const PASSWORD = 'a secret of ann';

/** What becomes of connecting an account at a server of this machine, and how often that server was connected to. */
const connecting = async (options: MailfoldOptions) => {
  await using server = await ImapServer.start({ users: [{ login: LOGIN, password: PASSWORD }] });
  await using data = await DataFolder.make();
  await using mailfold = await Mailfold.start(data, options);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const { port, certificate } = server;
  const outcome = await mailfold.client.accounts
    .connect({
      owner: 'u1',
      address: LOGIN,
      servers: {
        imap: { host: '127.0.0.1', port, tls: 'implicit', pinnedCertificate: certificate?.cert ?? '' },
      },
      credentials: { kind: 'password', login: LOGIN, password: PASSWORD },
      settings: {},
    })
    .then(
      () => 'connected',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  return { outcome, connections };
};

describe('a mail server of the operator’s own machine (X1)', () => {
  it.each([
    ['by default', { env: { MAILFOLD_ALLOW_HOSTS: '' } }],
    ['with the demo company, whose own servers are allowed', { args: ['--demo'] }],
    ['where another port is allowed', { env: { MAILFOLD_ALLOW_HOSTS: '127.0.0.1:1' } }],
  ])('is not connected to %s, and the operator is told how it would be', async (_, options) => {
    const { outcome, connections } = await connecting(options);

    expect(outcome).toContain('MAILFOLD_ALLOW_HOSTS');
    expect(connections).toBe(0);
  });

  it('is, where the operator allows it', async () => {
    const { outcome, connections } = await connecting({ env: { MAILFOLD_ALLOW_HOSTS: '127.0.0.0/8' } });

    expect(outcome).toBe('connected');
    expect(connections).toBeGreaterThan(0);
  });
});
